import { canonicalText } from '../../integrity/canonical-text.ts';
import { sha256Hex } from '../../integrity/sha256-hex.ts';
import type { SigningKey } from '../../integrity/signing-key.ts';
import type { RecordedEvent, RecordHeader, RecordSeal } from './consent-record.ts';

/** An event before it was hashed and signed. */
export type EventBody = Omit<RecordedEvent, 'hash' | 'signature'>;

/** What the first event's `previousHash` is: it binds all events to this header and its key. */
export function headerHash(header: RecordHeader): Promise<string> {
  return sha256Hex(canonicalText(header, 'header'));
}

/** The text of an event that is hashed and signed. */
export function eventText(event: EventBody | RecordedEvent): string {
  const { hash: _hash, signature: _signature, ...body } = event as RecordedEvent;
  return canonicalText(body, 'event');
}

/** The text of a seal that is signed. */
export function sealText(recordId: string, seal: Omit<RecordSeal, 'signature'> | RecordSeal): string {
  const { signature: _signature, ...body } = seal as RecordSeal;
  return canonicalText({ ...body, recordId }, 'seal');
}

/** Hashes and signs an event. */
export async function signEvent(body: EventBody, key: SigningKey): Promise<RecordedEvent> {
  const text = eventText(body);
  const [hash, signature] = await Promise.all([sha256Hex(text), key.sign(text)]);
  return Object.freeze({ ...body, hash, signature });
}

/** Signs how far a record goes. */
export async function signSeal(
  recordId: string,
  body: Omit<RecordSeal, 'signature'>,
  key: SigningKey,
): Promise<RecordSeal> {
  return Object.freeze({ ...body, signature: await key.sign(sealText(recordId, body)) });
}
