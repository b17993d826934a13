import { encode } from 'cborg';
import { expect, test } from 'vitest';
import { encodeContribution } from '../../../sdk/meeting/contribution-vector.ts';
import { groupSignals } from '../../../sdk/meeting/group-signals.ts';
import { writeMessage } from '../../../sdk/meeting/messages.ts';
import { findContributions } from './find-contributions.ts';

const vector = encodeContribution(groupSignals.map((_, index) => (index % 3 === 2 ? null : index % 5)));
const text = vector.join('');
const noise = crypto.getRandomValues(new Uint8Array(3));
const among = (bytes: Uint8Array): Uint8Array => Uint8Array.of(...noise, ...bytes, ...noise);
const swapped = (bytes: Uint8Array, size: number): Uint8Array =>
  bytes.map((_, index) => bytes[index - (index % size) + size - 1 - (index % size)] ?? 0);
const wide = new Uint8Array(Uint32Array.from(vector).buffer);
const half = new Uint8Array(Uint16Array.from(vector).buffer);

test.each([
  ['a message as it would be sent', writeMessage({ type: 'contribute', v: 1, window: 7, counts: vector })],
  ['spaced text', `[${vector.join(', ')}]`],
  ['a string of digits', `x${text}y`],
  ['bytes', among(Uint8Array.from(vector))],
  ['16 bits', among(half)],
  ['16 bits, the other way round', among(swapped(half, 2))],
  ['32 bits', among(wide)],
  ['32 bits, the other way round', among(swapped(wide, 4))],
  ['CBOR', among(encode([3, vector]))],
  ['text in bytes', among(new TextEncoder().encode(JSON.stringify(vector)))],
])('finds a vector in %s', (_, message) => {
  expect(findContributions(message)).toContain(text);
});

test('finds nothing in noise', () => {
  const bytes = crypto.getRandomValues(new Uint8Array(65_536));
  expect(findContributions(bytes)).toEqual([]);
  expect(findContributions(Buffer.from(bytes).toString('hex'))).toEqual([]);
});
