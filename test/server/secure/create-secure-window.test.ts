import { beforeEach, describe, expect, test, vi } from 'vitest';
import { vectorLength } from '../../../sdk/meeting/contribution-vector.ts';
import { readClientMessage, writeClientMessage } from '../../../sdk/meeting/secure/read-secure-message.ts';
import type { Roster } from '../../../sdk/meeting/secure/roster.ts';
import type { SecureClientMessage } from '../../../sdk/meeting/secure/secure-messages.ts';
import { collectKeys } from '../../../sdk/server/secure/collect-keys.ts';
import { createSecureWindow } from '../../../sdk/server/secure/create-secure-window.ts';
import { isPlausibleSum } from '../../../sdk/server/secure/is-plausible-sum.ts';
import type { SecureRound, SecureWindow } from '../../../sdk/server/secure/secure-window.ts';
import {
  type SecureMeeting,
  startMeeting,
  sumOf,
  type WindowHooks,
} from '../../meeting/secure/secure-meeting.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

/** Participants that alter what they send. */
const altering = (
  ids: string | readonly string[],
  alter: (message: SecureClientMessage) => SecureClientMessage,
): WindowHooks => ({
  toServer: ({ participantId, bytes }) =>
    [ids].flat().includes(participantId) ? writeClientMessage(alter(readClientMessage(bytes))) : bytes,
});
const flip = (bytes: Uint8Array, at: number): Uint8Array<ArrayBuffer> =>
  new Uint8Array(bytes.map((byte, index) => (index === at ? byte ^ 1 : byte)));

/** The same change by all three could cancel out, once in 256 times. */
const withRandomStart = (bytes: Uint8Array): Uint8Array<ArrayBuffer> =>
  Uint8Array.of(...crypto.getRandomValues(new Uint8Array(16)), ...bytes.subarray(16));

/** Of nine, whichever seven come first, one of these is among them: as many shares are combined. */
const three = ['p00', 'p01', 'p02'];

let meeting: SecureMeeting;
let roster: Roster;
beforeEach(async () => {
  meeting = await startMeeting(9);
  roster = await meeting.freeze();
});

/** Plays a window up to a round with everyone answering, except whom the round is played for. */
async function upTo(round: SecureRound, window: SecureWindow): Promise<ReadonlyMap<string, Uint8Array>> {
  const ids = roster.members.map(({ participantId }) => participantId);
  let to: ReadonlyMap<string, Uint8Array> = new Map(ids.map((id) => [id, window.request]));
  while (window.round !== round) {
    for (const [id, bytes] of to) await window.receive(id, await answer(id, bytes));
    const step = await window.advance();
    if (step.kind !== 'messages') throw new Error(step.kind);
    to = step.to;
  }
  return to;
}
async function answer(id: string, bytes: Uint8Array): Promise<Uint8Array> {
  const participant = meeting.participants.find((it) => it.id === id);
  return (await participant?.client.receive(bytes)) ?? new Uint8Array();
}

describe('a window of the service', () => {
  test.each<SecureRound>(['ShareKeys', 'MaskedInputCollection', 'ConsistencyCheck', 'Unmasking'])(
    'takes one answer of each in %s, from members of the roster, for this window',
    async (round) => {
      const window = createSecureWindow(roster, { window: 5 });
      const to = await upTo(round, window);
      const bytes = await answer('p00', to.get('p00') ?? new Uint8Array());
      const message = readClientMessage(bytes);
      expect(window.awaited.size).toBe(9);
      await expect(window.receive('nobody', bytes)).rejects.toMatchObject({ refusal: 'not-in-roster' });
      const other = writeClientMessage({ ...message, window: 4 } as SecureClientMessage);
      await expect(window.receive('p00', other)).rejects.toMatchObject({ refusal: 'window-mismatch' });
      await expect(window.receive('p00', bytes.slice(1))).rejects.toMatchObject({
        refusal: 'message-invalid',
      });
      await window.receive('p00', bytes);
      await expect(window.receive('p00', bytes)).rejects.toMatchObject({ refusal: 'out-of-turn' });
      expect(window.awaited.has('p00')).toBe(false);
      for (const [type, of] of [
        ['shares', 'ShareKeys'],
        ['masked-input', 'MaskedInputCollection'],
      ] as const) {
        if (of === round) continue;
        const wrong: SecureClientMessage =
          type === 'shares'
            ? { type, window: 5, ciphertexts: new Uint8Array(49 * 8), sealedSeeds: new Uint8Array(16 * 8) }
            : { type, window: 5, cells: new Uint8Array(vectorLength * 4) };
        await expect(window.receive('p01', writeClientMessage(wrong))).rejects.toMatchObject({
          refusal: 'out-of-turn',
        });
      }
    },
  );

  test('takes a signature once even if it comes twice at the same time', async () => {
    const window = createSecureWindow(roster, { window: 5 });
    const to = await upTo('ConsistencyCheck', window);
    const bytes = await answer('p00', to.get('p00') ?? new Uint8Array());
    const results = await Promise.allSettled([window.receive('p00', bytes), window.receive('p00', bytes)]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('refuses a signature of someone else, and goes on without', async () => {
    const step = await meeting.window(roster, 1, {
      toServer: ({ participantId, round, bytes }) => {
        if (participantId !== 'p03' || round !== 'ConsistencyCheck') return bytes;
        const message = readClientMessage(bytes);
        return writeClientMessage(
          message.type === 'consistency' ? { ...message, signature: flip(message.signature, 9) } : message,
        );
      },
    });
    expect(meeting.refused).toEqual(['survivors-inconsistent']);
    const ids = roster.members.map(({ participantId }) => participantId);
    expect(step).toMatchObject({ kind: 'summed', sum: sumOf(meeting, 1, ids) });
  });

  test.each<readonly [string, (message: SecureClientMessage) => SecureClientMessage]>([
    [
      'ciphertexts',
      (message) =>
        message.type === 'shares' ? { ...message, ciphertexts: new Uint8Array(49 * 9) } : message,
    ],
    [
      'sealedSeeds',
      (message) =>
        message.type === 'shares' ? { ...message, sealedSeeds: new Uint8Array(16 * 7) } : message,
    ],
    [
      'shares',
      (message) =>
        message.type === 'unmasking' ? { ...message, shares: message.shares.slice(17) } : message,
    ],
  ])('refuses %s of the wrong number, and goes on without', async (_, alter) => {
    const step = await meeting.window(roster, 1, altering('p03', alter));
    expect(meeting.refused).toEqual(['message-invalid']);
    expect(step.kind).toBe('summed');
  });

  test.each<readonly [string, WindowHooks]>([
    [
      'a wrong share of a self mask',
      altering(three, (message) =>
        message.type === 'unmasking' ? { ...message, shares: withRandomStart(message.shares) } : message,
      ),
    ],
    [
      'a share taken at someone else’s point',
      altering(three, (message) =>
        message.type === 'unmasking'
          ? { ...message, shares: new Uint8Array(message.shares).fill(0) }
          : message,
      ),
    ],
    [
      'wrong seeds of someone who dropped out',
      {
        ...altering('p00', (message) =>
          message.type === 'shares' ? { ...message, sealedSeeds: flip(message.sealedSeeds, 20) } : message,
        ),
        lost: { MaskedInputCollection: ['p00'] },
      },
    ],
    [
      'a masked input that was altered',
      altering('p00', (message) =>
        message.type === 'masked-input' ? { ...message, cells: flip(message.cells, 5) } : message,
      ),
    ],
  ])('with %s is withheld, not wrong', async (_, hooks) => {
    expect(await meeting.window(roster, 1, hooks)).toEqual({ kind: 'withheld', reason: 'sum-implausible' });
  });

  test('waits for nobody who is gone, and takes nothing from them', async () => {
    const window = createSecureWindow(roster, { window: 1 });
    const to = await upTo('MaskedInputCollection', window);
    const bytes = await answer('p04', to.get('p04') ?? new Uint8Array());
    window.drop('p04');
    window.drop('somebody');
    expect(window.awaited.has('p04')).toBe(false);
    await expect(window.receive('p04', bytes)).rejects.toMatchObject({ refusal: 'out-of-turn' });
  });

  test('leaves out the input of someone who goes before the round ends', async () => {
    const window = createSecureWindow(roster, { window: 1 });
    const to = await upTo('MaskedInputCollection', window);
    for (const [id, bytes] of to) await window.receive(id, await answer(id, bytes));
    window.drop('p04');
    let step = await window.advance();
    while (step.kind === 'messages') {
      expect(step.to.has('p04')).toBe(false);
      for (const [id, bytes] of step.to) await window.receive(id, await answer(id, bytes));
      step = await window.advance();
    }
    const rest = roster.members.map(({ participantId }) => participantId).filter((id) => id !== 'p04');
    expect(step).toEqual({ kind: 'summed', sum: sumOf(meeting, 1, rest), contributors: new Set(rest) });
    await expect(window.advance()).rejects.toThrow('advance: the window has ended');
    expect(window.round).toBeNull();
    expect(window.awaited.size).toBe(0);
  });

  test('sums no one whom the guard did not see', async () => {
    const step = await meeting.window(roster, 1, {
      admit: async (all) => new Set([...all, 'p08', 'nobody']),
      lost: { MaskedInputCollection: ['p08'] },
    });
    expect(step).toMatchObject({ kind: 'summed', contributors: { size: 8 } });
  });

  test('names the option that is out of range', () => {
    expect(() => createSecureWindow(roster, { window: -1 })).toThrow(/^window: /);
    expect(() => createSecureWindow(roster, { window: 1, smallestCohort: 4 })).toThrow(/^smallestCohort: /);
  });
});

describe('the keys of an epoch', () => {
  const collect = (): ReturnType<typeof collectKeys> =>
    collectKeys({ meetingId: 'meeting', epoch: 2, verifyIdentity: meeting.issuer.verifyIdentity });

  test('are taken once of each, from whom their token names, until the cohort is frozen', async () => {
    const collection = collect();
    const keys = new Map<string, Uint8Array>();
    for (const { id } of meeting.participants) keys.set(id, await answer(id, collection.request));
    const of = (id: string): Uint8Array => keys.get(id) ?? new Uint8Array();

    await expect(collection.receive('p01', of('p00'))).rejects.toMatchObject({ refusal: 'identity-invalid' });
    const twice = await Promise.allSettled([
      collection.receive('p00', of('p00')),
      collection.receive('p00', of('p00')),
    ]);
    expect(twice.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    for (const id of ['p01', 'p02', 'p03', 'p04', 'p05']) await collection.receive(id, of(id));
    collection.remove('p05');
    expect(collection.participants).toEqual(new Set(['p00', 'p01', 'p02', 'p03', 'p04']));

    const message = readClientMessage(of('p06'));
    for (const [changed, refusal] of [
      [{ epoch: 3 }, 'window-mismatch'],
      [{ token: 'a.b.c' }, 'identity-invalid'],
      [{ cipherKey: new Uint8Array(65) }, 'signature-invalid'],
    ] as const) {
      const altered = writeClientMessage({ ...message, ...changed } as SecureClientMessage);
      await expect(collection.receive('p06', altered)).rejects.toMatchObject({ refusal });
    }
    const { roster: frozen } = await collection.freeze();
    expect(frozen.members.map(({ participantId }) => participantId)).toEqual([
      'p00',
      'p01',
      'p02',
      'p03',
      'p04',
    ]);
    await expect(collection.receive('p06', of('p06'))).rejects.toMatchObject({ refusal: 'out-of-turn' });
  });

  test('of too few make no cohort, and of more than fit are refused', async () => {
    await expect(collect().freeze()).rejects.toMatchObject({ refusal: 'roster-too-small' });
    const small = collectKeys({
      meetingId: 'meeting',
      epoch: 2,
      verifyIdentity: meeting.issuer.verifyIdentity,
      largestCohort: 5,
    });
    const refused: unknown[] = [];
    for (const { id } of meeting.participants) {
      const keys = await answer(id, small.request);
      await small.receive(id, keys).catch((error: { refusal: string }) => refused.push(error.refusal));
    }
    expect(refused).toEqual(new Array(4).fill('roster-too-large'));
  });

  test('names the option that is out of range', () => {
    const { verifyIdentity } = meeting.issuer;
    expect(() => collectKeys({ meetingId: 'm', epoch: 0.5, verifyIdentity })).toThrow(/^epoch: /);
    expect(() => collectKeys({ meetingId: 'm', epoch: 1, verifyIdentity, largestCohort: 65 })).toThrow(
      /^largestCohort: /,
    );
  });
});

test('a plausible sum counts everyone once in the first cell and in each signal', () => {
  const all = roster.members.map(({ participantId }) => participantId);
  meeting.participants.forEach(({ inputs }, index) => {
    inputs.set(0, [
      1,
      ...Array.from({ length: vectorLength - 1 }, (_, cell) => (cell % 6 === index % 6 ? 1 : 0)),
    ]);
  });
  const sum = sumOf(meeting, 0, all);
  expect(isPlausibleSum(sum, 9)).toBe(true);
  expect(isPlausibleSum(sum, 8)).toBe(false);
  for (let cell = 0; cell < sum.length; cell += 1) {
    expect(isPlausibleSum(sum.with(cell, (sum[cell] ?? 0) + 1), 9)).toBe(false);
  }
});
