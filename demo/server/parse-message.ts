import * as v from 'valibot';
import { type ClientMessage, clientMessage } from './client-messages.ts';
import { Refusal } from './refusal.ts';

/** More than a session description with every codec needs, and little enough to parse at leisure. */
const largestMessageBytes = 65_536;

/**
 * Reads one message of a participant.
 *
 * @throws Refusal `limit-exceeded` if it is too large, `message-invalid` with the field at fault otherwise.
 */
export function parseMessage(text: string): ClientMessage {
  if (Buffer.byteLength(text) > largestMessageBytes) {
    throw new Refusal('limit-exceeded', `a message has at most ${largestMessageBytes} bytes`);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Refusal('message-invalid', 'the message is not JSON');
  }
  const result = v.safeParse(clientMessage, value, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new Refusal('message-invalid', issue.message, v.getDotPath(issue) ?? undefined);
}

/** The `request` number of a message that was refused, so that whoever waits for the answer hears of it. */
export function requestOf(text: string): number | undefined {
  if (Buffer.byteLength(text) > largestMessageBytes) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || !('request' in value)) return undefined;
    return Number.isSafeInteger(value.request) ? (value.request as number) : undefined;
  } catch {
    return undefined;
  }
}
