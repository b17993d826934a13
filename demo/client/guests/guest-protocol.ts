import * as v from 'valibot';

const numberFrom = (least: number) => v.pipe(v.string(), v.transform(Number), v.number(), v.minValue(least));

/** What a recorded guest needs to know; it travels in the address of its frame. */
const guestOrderSchema = v.object({
  room: v.string(),
  name: v.string(),
  context: v.string(),
  /** Names one of the recordings that the server offers. */
  face: v.string(),
  speech: v.string(),
  faceFromSeconds: numberFrom(0),
  speechFromSeconds: numberFrom(0),
  speechSpeed: numberFrom(0.5),
});
export type GuestOrder = v.InferOutput<typeof guestOrderSchema>;

/** What the page says to a guest: whose turn it is to speak. */
const guestCueSchema = v.object({ kind: v.literal('guest-cue'), speak: v.boolean() });
export type GuestCue = v.InferOutput<typeof guestCueSchema>;

/** What a guest says to the page. */
const guestNewsSchema = v.variant('kind', [
  v.object({ kind: v.literal('guest-joined'), participantId: v.string() }),
  v.object({ kind: v.literal('guest-problem'), message: v.string() }),
]);
export type GuestNews = v.InferOutput<typeof guestNewsSchema>;

/** The address of a guest's frame. */
export function guestAddress(order: GuestOrder): string {
  const fields = Object.entries(order).map(([name, value]) => [name, String(value)]);
  return `/guest.html?${new URLSearchParams(fields)}`;
}

/** Reads the address of a guest's frame; throws a `ValiError` that names the field at fault. */
export function readGuestOrder(address: URL): GuestOrder {
  return v.parse(guestOrderSchema, Object.fromEntries(address.searchParams));
}

/** A cue, or `null` for any other message. */
export function readGuestCue(message: unknown): GuestCue | null {
  const result = v.safeParse(guestCueSchema, message);
  return result.success ? result.output : null;
}

/** News of a guest, or `null` for any other message. */
export function readGuestNews(message: unknown): GuestNews | null {
  const result = v.safeParse(guestNewsSchema, message);
  return result.success ? result.output : null;
}
