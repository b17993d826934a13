import { combine } from 'shamir-secret-sharing';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { vectorLength } from '../../../sdk/meeting/contribution-vector.ts';
import { protocolVersion, writeMessage } from '../../../sdk/meeting/messages.ts';
import { copyBytes, splitBytes, toCanonicalBytes } from '../../../sdk/meeting/secure/canonical-bytes.ts';
import {
  addCells,
  expandSeed,
  maskOf,
  readCells,
  writeCells,
  xorBytes,
} from '../../../sdk/meeting/secure/mask.ts';
import { signOf } from '../../../sdk/meeting/secure/masked-input-collection.ts';
import { readClientMessage } from '../../../sdk/meeting/secure/read-secure-message.ts';
import { type SecureMeeting, startMeeting } from '../../meeting/secure/secure-meeting.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const count = 12;
const late = ['p02', 'p07', 'p11'];
const lateIndexes = [2, 7, 11];

/** Every form in which a vector could lie in a message. */
function formsOf(vector: readonly number[]): Uint8Array[] {
  const cells = writeCells(Uint32Array.from(vector));
  const bigEndian = cells.map((_, index) => cells[(index & ~3) + 3 - (index & 3)] ?? 0);
  const text = new TextEncoder().encode(vector.join(','));
  return [Uint8Array.from(vector), cells, bigEndian, text, toCanonicalBytes(vector).slice(2)];
}

function contains(haystack: Uint8Array, needle: Uint8Array): boolean {
  return Buffer.from(haystack).includes(Buffer.from(needle));
}

/** How many of the vectors lie somewhere in the messages. */
function found(messages: readonly Uint8Array[], vectors: readonly (readonly number[])[]): number {
  return vectors.filter((vector) =>
    formsOf(vector).some((form) => messages.some((message) => contains(message, form))),
  ).length;
}

/** What a service that keeps everything knows of one window: all that the revealed shares open is opened. */
interface Knowledge {
  /** Masked inputs with every mask taken off that the service can compute. */
  readonly stripped: ReadonlyMap<number, Uint32Array>;
  readonly survivors: readonly number[];
}

async function knowledgeOf(
  meeting: SecureMeeting,
  window: number,
  survivors: readonly number[],
): Promise<Knowledge> {
  const masked = new Map<number, Uint32Array>();
  const sealed = new Map<number, Uint8Array>();
  const rows: Uint8Array<ArrayBuffer>[][] = [];
  for (const { participantId, bytes } of meeting.received) {
    const message = readClientMessage(bytes);
    const index = Number(participantId.slice(1));
    if (!('window' in message) || message.window !== window) continue;
    if (message.type === 'masked-input') masked.set(index, readCells(message.cells));
    if (message.type === 'shares') sealed.set(index, message.sealedSeeds);
    if (message.type === 'unmasking') rows.push(splitBytes(message.shares, 17));
  }
  const sharers = [...sealed.keys()].sort((a, b) => a - b);
  const secrets = await Promise.all(
    sharers.map(async (_, place) =>
      copyBytes(await combine(rows.map((row) => row[place] ?? new Uint8Array()))),
    ),
  );
  for (const [place, member] of sharers.entries()) {
    const secret = secrets[place] ?? new Uint8Array();
    const own = masked.get(member);
    if (survivors.includes(member)) {
      if (own) addCells(own, await maskOf(secret, vectorLength), -1);
      continue;
    }
    const pad = sealed.get(member) ?? new Uint8Array();
    const seeds = splitBytes(xorBytes(pad, await expandSeed(secret, pad.length)), 16);
    const others = [...meeting.participants.keys()].filter((index) => index !== member);
    for (const [index, other] of others.entries()) {
      const mask = await maskOf(seeds[index] ?? new Uint8Array(16), vectorLength);
      const theirs = masked.get(other);
      if (theirs) addCells(theirs, mask, signOf(other, member) === 1 ? -1 : 1);
      if (own) addCells(own, mask, signOf(member, other) === 1 ? -1 : 1);
    }
  }
  return { stripped: masked, survivors };
}

describe('the transcript of a service that keeps every byte', () => {
  let meeting: SecureMeeting;
  const everyone = Array.from({ length: count }, (_, index) => index);
  const inTime = everyone.filter((index) => !lateIndexes.includes(index));
  const input = (index: number, window: number): readonly number[] =>
    meeting.participants[index]?.inputs.get(window) ?? [];

  beforeAll(async () => {
    meeting = await startMeeting(count);
    const roster = await meeting.freeze();
    const outcomes = [
      await meeting.window(roster, 1),
      // Three inputs are received, but not summed: as if they had come too late.
      await meeting.window(roster, 2, {
        admit: async (all) => new Set([...all].filter((id) => !late.includes(id))),
      }),
      await meeting.window(roster, 3, { lost: { MaskedInputCollection: late } }),
      await meeting.window(roster, 4),
    ];
    expect(outcomes.map(({ kind }) => kind)).toEqual(new Array(4).fill('summed'));
  });

  test('has nobody’s vector in it, in any form', () => {
    const vectors = meeting.participants.flatMap(({ inputs }) => [...inputs.values()]);
    expect(vectors).toHaveLength(3 * count + inTime.length);
    const messages = [...meeting.received, ...meeting.sent].map(({ bytes }) => bytes);
    expect(found(messages, vectors)).toBe(0);
  });

  test('would have all of them in it, were they sent as they are: the search works', () => {
    const plain = everyone.map((index) => {
      const message = { type: 'contribute', v: protocolVersion, window: 1, counts: input(index, 1) } as const;
      return new TextEncoder().encode(writeMessage(message));
    });
    expect(
      found(
        plain,
        everyone.map((index) => input(index, 1)),
      ),
    ).toBe(count);
    expect(found([writeCells(Uint32Array.from(input(3, 1)))], [input(3, 1)])).toBe(1);
  });

  test.each([
    [1, 'nobody dropped out', everyone],
    [2, 'three came too late', inTime],
    [3, 'three dropped out', inTime],
    [4, 'those three are back', everyone],
  ] as const)(
    'of window %i (%s) gives the sum of all, and of no smaller part',
    async (window, _, survivors) => {
      const { stripped } = await knowledgeOf(meeting, window, survivors);
      const solved: number[] = [];
      for (let subset = 1; subset < 1 << survivors.length; subset += 1) {
        const part = survivors.filter((_, place) => (subset & (1 << place)) !== 0);
        const sum = new Uint32Array(vectorLength);
        for (const index of part) {
          addCells(sum, stripped.get(index) ?? []);
          addCells(sum, input(index, window), -1);
        }
        if (sum.every((cell) => cell === 0)) solved.push(part.length);
      }
      expect(solved).toEqual([survivors.length]);
    },
  );

  test('does not even give the inputs that came too late, with all their pairwise masks known', async () => {
    const { stripped } = await knowledgeOf(meeting, 2, inTime);
    for (const index of lateIndexes) {
      expect(stripped.has(index)).toBe(true);
      const rest = new Uint32Array(stripped.get(index) ?? []);
      addCells(rest, input(index, 2), -1);
      // What is left is the self mask, whose seed nobody revealed.
      expect(rest.filter((cell) => cell === 0).length).toBeLessThan(3);
    }
  });
});
