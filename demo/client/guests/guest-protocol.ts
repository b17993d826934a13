import * as v from 'valibot';

/** What a recorded guest needs to know; it travels in the address of its frame. */
export interface GuestOrder {
  readonly room: string;
  readonly name: string;
  readonly context: string;
  readonly mode: string;
  /** A recording that the server offers. */
  readonly face: string;
  readonly speech: string;
  readonly faceFromSeconds: number;
  readonly faceUntilSeconds: number;
  readonly speechFromSeconds: number;
  readonly speechSpeed: number;
}

/** What the page says to a guest: whether it is its turn to speak. */
export interface GuestCue {
  readonly kind: 'guest-cue';
  readonly speak: boolean;
}

/** What a guest says to the page. */
export type GuestNews =
  | { readonly kind: 'guest-joined'; readonly participantId: string }
  | { readonly kind: 'guest-problem'; readonly message: string };

const numberFrom = (least: number) => v.pipe(v.string(), v.transform(Number), v.number(), v.minValue(least));
const guestOrderSchema: v.GenericSchema<unknown, GuestOrder> = v.object({
  room: v.string(),
  name: v.string(),
  context: v.string(),
  mode: v.string(),
  face: v.string(),
  speech: v.string(),
  faceFromSeconds: numberFrom(0),
  faceUntilSeconds: numberFrom(0),
  speechFromSeconds: numberFrom(0),
  speechSpeed: numberFrom(0.5),
});
const guestCueSchema: v.GenericSchema<unknown, GuestCue> = v.object({
  kind: v.literal('guest-cue'),
  speak: v.boolean(),
});
const guestNewsSchema: v.GenericSchema<unknown, GuestNews> = v.variant('kind', [
  v.object({ kind: v.literal('guest-joined'), participantId: v.string() }),
  v.object({ kind: v.literal('guest-problem'), message: v.string() }),
]);

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
