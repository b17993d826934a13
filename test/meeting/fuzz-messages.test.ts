import { encode } from 'cborg';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { encodeContribution, isContribution, vectorLength } from '../../sdk/meeting/contribution-vector.ts';
import { groupSignals } from '../../sdk/meeting/group-signals.ts';
import * as text from '../../sdk/meeting/messages.ts';
import * as secure from '../../sdk/meeting/secure/read-secure-message.ts';
import { SecureError } from '../../sdk/meeting/secure/secure-error.ts';
import type { SecureClientMessage, SecureServerMessage } from '../../sdk/meeting/secure/secure-messages.ts';

vi.setConfig({ testTimeout: 180_000 });

/** Of each kind of message; there are 24, so that it comes to more than 100,000 cases. */
const casesOfEach = 4_600;

const of = (length: number): Uint8Array<ArrayBuffer> => crypto.getRandomValues(new Uint8Array(length));
const token = 'header.payload.signature';
const keys = { token, cipherKey: of(65), maskKey: of(65), signature: of(64) };
const fromParticipant: readonly SecureClientMessage[] = [
  { type: 'keys', epoch: 3, commitment: of(32), ...keys },
  { type: 'shares', window: 7, ciphertexts: of(49 * 7), sealedSeeds: of(16 * 7) },
  { type: 'masked-input', window: 7, cells: of(vectorLength * 4) },
  { type: 'consistency', window: 7, signature: of(64) },
  { type: 'unmasking', window: 7, shares: of(17 * 8) },
  { type: 'reveal', epoch: 3, nonce: of(16) },
];
const fromService: readonly SecureServerMessage[] = [
  { type: 'advertise-keys', epoch: 3 },
  { type: 'roster', epoch: 3, entries: [keys, keys] },
  { type: 'share-keys', window: 7 },
  { type: 'ciphertexts', window: 7, members: of(1), ciphertexts: of(49 * 7) },
  { type: 'survivors', window: 7, members: of(1) },
  { type: 'signatures', window: 7, members: of(1), signatures: of(64 * 8) },
  { type: 'draw', epoch: 3, commitments: of(32 * 9) },
  { type: 'drawn', epoch: 3, participants: ['p1', 'p2'], nonces: of(16 * 2) },
];
const bins = groupSignals.map(({ name }) => {
  return { signal: name, bands: [], bins: [null, null, null, 0.3, null], abstained: null };
});
const textFromParticipant: readonly text.ClientMessage[] = [
  { type: 'hello', v: 1, token },
  { type: 'contribute', v: 1, window: 7, counts: encodeContribution(groupSignals.map(() => 2)) },
  { type: 'withdraw', v: 1 },
];
const nothing = { kind: 'withheld', atSeconds: 5, windowSeconds: 60, k: 5 } as const;
const view = { ...nothing, kind: 'released' } as const;
const small = { ...nothing, kind: 'digest' } as const;
const levels = groupSignals.map(({ name: signal }) => {
  return { signal, words: { low: 'most', middle: null, high: 'few' } } as const;
});
const textFromService: readonly text.ServerMessage[] = [
  { type: 'welcome', v: 1, windowSeconds: 60, k: 5 },
  { type: 'collect', v: 1, window: 7 },
  { type: 'renew', v: 1 },
  { type: 'view', v: 1, view: { ...view, contributors: { atLeast: 20, atMost: 49 }, histograms: bins } },
  { type: 'view', v: 1, view: { ...small, contributors: { atLeast: 5, atMost: 9 }, levels } },
  { type: 'view', v: 1, view: { ...nothing, reason: 'group-changed' } },
  { type: 'refused', v: 1, code: 'busy', field: null },
];

const nameOf = (message: text.ClientMessage | text.ServerMessage): string =>
  message.type === 'view' ? `view (${message.view.kind})` : message.type;

type Sent = [name: string, bytes: Uint8Array];
type Change = readonly [kind: 'set' | 'cut' | 'grow' | 'swap', at: number, value: number];
const changes: fc.Arbitrary<readonly Change[]> = fc.array(
  fc.tuple(
    fc.constantFrom('set', 'cut', 'grow', 'swap'),
    fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    fc.nat({ max: 255 }),
  ),
  { minLength: 1, maxLength: 5 },
);

/** The message with a few places changed, taken out, put in, or exchanged. */
function mutate(bytes: Uint8Array, list: readonly Change[]): Uint8Array {
  const cells = [...bytes];
  for (const [kind, share, value] of list) {
    const at = Math.floor(share * cells.length);
    if (kind === 'set') cells[at] = value;
    else if (kind === 'cut') cells.splice(at, 1 + (value % 40));
    else if (kind === 'grow') cells.splice(at, 0, ...new Array<number>(1 + (value % 40)).fill(value));
    else cells.splice(at, 2, cells[at + 1] ?? 0, cells[at] ?? 0);
  }
  return Uint8Array.from(cells);
}

/** A message of the right shape around any values at all. */
const anything: fc.Arbitrary<Uint8Array> = fc
  .tuple(
    fc.nat({ max: 9 }),
    fc.array(fc.oneof(fc.integer(), fc.uint8Array({ maxLength: 200 }), fc.string(), fc.constant(null)), {
      maxLength: 6,
    }),
  )
  .map(([number, values]) => encode([number, ...values]));

describe.each([
  {
    side: 'participant',
    read: secure.readClientMessage,
    write: secure.writeClientMessage as (message: never) => Uint8Array,
    written: fromParticipant.map((message): Sent => [message.type, secure.writeClientMessage(message)]),
  },
  {
    side: 'service',
    read: secure.readServerMessage,
    write: secure.writeServerMessage as (message: never) => Uint8Array,
    written: fromService.map((message): Sent => [message.type, secure.writeServerMessage(message)]),
  },
])('binary messages of a $side', ({ read, write, written }) => {
  test.each(written)(
    '%s: changed at random it is refused by name, or is exactly what it says',
    (_, bytes) => {
      const cases = fc.oneof({ weight: 4, arbitrary: changes.map((list) => mutate(bytes, list)) }, anything);
      fc.assert(
        fc.property(cases, (changed) => {
          let message: ReturnType<typeof read>;
          try {
            message = read(changed);
          } catch (error) {
            if (error instanceof SecureError && error.refusal.startsWith('message-')) return;
            throw error;
          }
          // There is one form of each message: nothing is accepted that would not be written just so.
          if (!Buffer.from(write(message as never)).equals(changed)) throw new Error('accepted nonsense');
        }),
        { numRuns: casesOfEach },
      );
      expect(read(bytes)).toBeDefined();
    },
  );
});

describe.each([
  { side: 'participant', read: text.readClientMessage, written: textFromParticipant },
  { side: 'service', read: text.readServerMessage, written: textFromService },
])('text messages of a $side', ({ read, written }) => {
  test.each(written.map((message) => [nameOf(message), text.writeMessage(message)] as const))(
    '%s: changed at random it is refused by name, or is exactly what it says',
    (_, sent) => {
      const bytes = new TextEncoder().encode(sent);
      fc.assert(
        fc.property(fc.oneof(changes, fc.json()), (list) => {
          const changed =
            typeof list === 'string' ? list : new TextDecoder('latin1').decode(mutate(bytes, list));
          let message: text.ClientMessage | text.ServerMessage;
          try {
            message = read(changed);
          } catch (error) {
            if (error instanceof text.MessageError) return;
            throw error;
          }
          expect(message).toEqual(JSON.parse(changed));
          if (message.type === 'contribute' && !isContribution(message.counts)) throw new Error('nonsense');
        }),
        { numRuns: casesOfEach },
      );
      expect(read(sent)).toEqual(JSON.parse(sent));
    },
  );
});
