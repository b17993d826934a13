import * as v from 'valibot';

/** What two nodes say to each other. */
export type RelayMessage =
  /** From the node with the socket: a participant of a meeting that is at home with the other. */
  | { readonly kind: 'opened'; readonly id: number }
  | { readonly kind: 'leave'; readonly meetingId: string; readonly participantId: string }
  | ConnectionMessage;

/** Of one participant's connection, by the number that the node with the socket gave it. */
export type ConnectionMessage =
  | { readonly kind: 'text'; readonly id: number; readonly toHome: boolean; readonly data: string }
  /** Bytes, in base64. */
  | { readonly kind: 'bytes'; readonly id: number; readonly toHome: boolean; readonly data: string }
  | {
      readonly kind: 'closed';
      readonly id: number;
      readonly toHome: boolean;
      readonly code: number;
      readonly reason: string;
    };

const id = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const toHome = v.boolean();
const schema: v.GenericSchema<unknown, RelayMessage> = v.variant('kind', [
  v.strictObject({ kind: v.literal('opened'), id }),
  v.strictObject({ kind: v.literal('leave'), meetingId: v.string(), participantId: v.string() }),
  v.strictObject({ kind: v.literal('text'), id, toHome, data: v.string() }),
  v.strictObject({ kind: v.literal('bytes'), id, toHome, data: v.pipe(v.string(), v.base64()) }),
  v.strictObject({ kind: v.literal('closed'), id, toHome, code: v.number(), reason: v.string() }),
]);

/** Reads a message of another node; `null` for anything else. */
export function readRelayMessage(text: string): RelayMessage | null {
  try {
    const result = v.safeParse(schema, JSON.parse(text));
    return result.success ? result.output : null;
  } catch {
    return null;
  }
}

/** The message that carries `data`. */
export function carry(id: number, toHome: boolean, data: string | Uint8Array): RelayMessage {
  if (typeof data === 'string') return { kind: 'text', id, toHome, data };
  return { kind: 'bytes', id, toHome, data: Buffer.from(data).toString('base64') };
}

/** What a message carries. */
export function carriedBy(message: RelayMessage & { readonly kind: 'text' | 'bytes' }): string | ArrayBuffer {
  if (message.kind === 'text') return message.data;
  const bytes = Buffer.from(message.data, 'base64');
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
}
