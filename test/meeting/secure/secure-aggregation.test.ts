import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { thresholdOf } from '../../../sdk/meeting/secure/cohort-limits.ts';
import { admitCohort, type CohortBlock } from '../../../sdk/server/admit-cohort.ts';
import type { SecureRound } from '../../../sdk/server/secure/secure-window.ts';
import { type SecureMeeting, startMeeting, sumOf } from './secure-meeting.ts';

vi.setConfig({ testTimeout: 240_000 });

const ids = (count: number, from = 0): string[] =>
  Array.from({ length: count }, (_, index) => `p${String(index + from).padStart(2, '0')}`);
const without = (all: readonly string[], gone: readonly string[]): string[] =>
  all.filter((id) => !gone.includes(id));
const summed = (meeting: SecureMeeting, window: number, of: readonly string[]): unknown => ({
  kind: 'summed',
  sum: sumOf(meeting, window, of),
  contributors: new Set(of),
});
const refusals = (meeting: SecureMeeting): string[] =>
  meeting.participants.flatMap((participant) => participant.refusals);

describe('a window', () => {
  test.each([5, 8, 13, 32])('of %i in which nobody drops out gives the exact sum', async (count) => {
    const meeting = await startMeeting(count);
    const step = await meeting.window(await meeting.freeze(), 1);
    expect(step).toEqual(summed(meeting, 1, ids(count)));
    expect(meeting.refused).toEqual([]);
    expect(refusals(meeting)).toEqual([]);
  });

  test.each<{ readonly round: SecureRound; readonly inSum: boolean }>([
    { round: 'ShareKeys', inSum: false },
    { round: 'MaskedInputCollection', inSum: false },
    { round: 'ConsistencyCheck', inSum: true },
    { round: 'Unmasking', inSum: true },
  ])('that three leave before $round gives the exact sum of the rest', async ({ round, inSum }) => {
    const meeting = await startMeeting(13);
    const gone = ['p00', 'p05', 'p12'];
    const step = await meeting.window(await meeting.freeze(), 1, { lost: { [round]: gone } });
    expect(step).toEqual(summed(meeting, 1, inSum ? ids(13) : without(ids(13), gone)));
  });

  test('that one leaves before each round gives the exact sum of whose input came', async () => {
    const meeting = await startMeeting(13);
    const step = await meeting.window(await meeting.freeze(), 1, {
      lost: {
        ShareKeys: ['p01'],
        MaskedInputCollection: ['p04'],
        ConsistencyCheck: ['p07'],
        Unmasking: ['p12'],
      },
    });
    expect(step).toEqual(summed(meeting, 1, without(ids(13), ['p01', 'p04'])));
  });

  test.each<SecureRound>(['ShareKeys', 'MaskedInputCollection', 'ConsistencyCheck', 'Unmasking'])(
    'that leaves fewer than the threshold in %s comes to nothing',
    async (round) => {
      const meeting = await startMeeting(12);
      const gone = ids(12 - thresholdOf(12) + 1);
      const step = await meeting.window(await meeting.freeze(), 1, { lost: { [round]: gone } });
      expect(step).toEqual({ kind: 'withheld', reason: 'too-few-members' });
    },
  );

  test('of fewer than five comes to nothing, though the threshold is met', async () => {
    const meeting = await startMeeting(5);
    const step = await meeting.window(await meeting.freeze(), 1, {
      lost: { MaskedInputCollection: ['p02'] },
    });
    expect(thresholdOf(5)).toBe(4);
    expect(step).toEqual({ kind: 'withheld', reason: 'too-few-members' });
    expect(meeting.received.filter(({ round }) => round === 'Unmasking')).toEqual([]);
  });

  test('that someone sits out gives the sum of the others', async () => {
    const meeting = await startMeeting(8);
    await meeting.join('p08', { takeInput: () => null });
    const step = await meeting.window(await meeting.freeze(), 1);
    expect(step).toEqual(summed(meeting, 1, ids(8)));
  });

  test('with random drop-outs gives the exact sum or none', async () => {
    const rounds: readonly SecureRound[] = [
      'ShareKeys',
      'MaskedInputCollection',
      'ConsistencyCheck',
      'Unmasking',
    ];
    const scenario = fc.integer({ min: 5, max: 11 }).chain((count) =>
      fc.record({
        count: fc.constant(count),
        leaves: fc.array(fc.integer({ min: 0, max: 15 }), { minLength: count, maxLength: count }),
      }),
    );
    const seen = { summed: 0, withheld: 0 };
    await fc.assert(
      fc.asyncProperty(scenario, async ({ count, leaves }) => {
        const meeting = await startMeeting(count);
        // Of 16 values, four are a round to leave in; with the others the participant stays.
        const lost = Object.fromEntries(
          rounds.map((round, at) => [round, ids(count).filter((_, index) => leaves[index] === at)] as const),
        );
        const there = (round: number): string[] =>
          ids(count).filter((_, index) => (leaves[index] ?? 9) > round);
        const step = await meeting.window(await meeting.freeze(), 1, { lost });
        const t = thresholdOf(count);
        const enough =
          there(1).length >= Math.max(t, 5) && there(0).length >= Math.max(t, 5) && there(3).length >= t;
        const expected = enough
          ? summed(meeting, 1, there(1))
          : { kind: 'withheld', reason: 'too-few-members' };
        expect(step).toEqual(expected);
        seen[step.kind === 'summed' ? 'summed' : 'withheld'] += 1;
      }),
      { numRuns: 60 },
    );
    expect(seen.summed).toBeGreaterThan(5);
    expect(seen.withheld).toBeGreaterThan(5);
  });
});

describe('a series of windows', () => {
  test('uses the keys of one epoch, and a drop-out costs that window alone', async () => {
    const meeting = await startMeeting(12);
    const roster = await meeting.freeze();
    const gone = ['p01', 'p02', 'p03'];
    expect(await meeting.window(roster, 1)).toEqual(summed(meeting, 1, ids(12)));
    expect(await meeting.window(roster, 2, { lost: { MaskedInputCollection: gone } })).toEqual(
      summed(meeting, 2, without(ids(12), gone)),
    );
    expect(await meeting.window(roster, 9)).toEqual(summed(meeting, 9, ids(12)));
    expect(meeting.received.filter(({ round }) => round === 'AdvertiseKeys')).toHaveLength(12);
  });

  test('in which one person is missing from a sum is refused by every participant', async () => {
    const meeting = await startMeeting(12);
    const roster = await meeting.freeze();
    await meeting.window(roster, 1);
    const step = await meeting.window(roster, 2, { lost: { MaskedInputCollection: ['p04'] } });
    expect(step).toEqual({ kind: 'withheld', reason: 'too-few-members' });
    expect(refusals(meeting)).toEqual(new Array(11).fill('survivors-changed-by-few'));
    expect(await meeting.window(roster, 3)).toEqual(summed(meeting, 3, ids(12)));
  });

  test('goes through the service’s own guard against differencing', async () => {
    const meeting = await startMeeting(24);
    const roster = await meeting.freeze();
    let blocks: readonly CohortBlock[] = [];
    const admit = async (contributors: ReadonlySet<string>): Promise<ReadonlySet<string> | null> => {
      const admission = admitCohort(blocks, contributors, { k: 5, isPart: true });
      blocks = admission?.blocks ?? blocks;
      return admission?.members ?? null;
    };
    // p19 to p23 come late: a block of nineteen, then one of five.
    const late = { lost: { MaskedInputCollection: ids(5, 19) }, admit };
    expect(await meeting.window(roster, 1, late)).toEqual(summed(meeting, 1, ids(19)));
    expect(await meeting.window(roster, 2, { admit })).toEqual(summed(meeting, 2, ids(24)));
    // One of the five is missing, so the service leaves all five out; the inputs of four came in vain.
    const one = { lost: { MaskedInputCollection: ['p20'] }, admit };
    expect(await meeting.window(roster, 3, one)).toEqual(summed(meeting, 3, ids(19)));
    // One of the nineteen is missing, and four are put aside with them.
    const other = { lost: { MaskedInputCollection: ['p10'] }, admit };
    const aside = ['p00', 'p01', 'p02', 'p03', 'p10'];
    expect(await meeting.window(roster, 4, other)).toEqual(summed(meeting, 4, without(ids(24), aside)));
    const both = { lost: { MaskedInputCollection: ['p10', 'p20'] }, admit };
    expect(await meeting.window(roster, 5, both)).toEqual({ kind: 'withheld', reason: 'too-few-members' });
    expect(await meeting.window(roster, 6, { admit })).toEqual(summed(meeting, 6, ids(24)));
    expect(refusals(meeting)).toEqual([]);
  });

  test('goes on with a new epoch when three have joined, and three have left', async () => {
    const meeting = await startMeeting(9);
    await meeting.window(await meeting.freeze(), 1);
    for (const id of ids(3, 9)) await meeting.join(id);
    const roster = await meeting.freeze(meeting.participants.slice(3));
    expect(await meeting.window(roster, 2)).toEqual(summed(meeting, 2, ids(9, 3)));
  });

  test.each([1, 2])('refuses a roster that %i joined, whoever stays', async (joined) => {
    const meeting = await startMeeting(8);
    await meeting.freeze();
    for (const id of ids(joined, 8)) await meeting.join(id);
    await meeting.freeze();
    expect(refusals(meeting)).toEqual(new Array(8).fill('roster-changed-by-few'));
  });

  test('refuses a roster that one left, even if three joined', async () => {
    const meeting = await startMeeting(8);
    await meeting.freeze();
    for (const id of ids(3, 8)) await meeting.join(id);
    await meeting.freeze(meeting.participants.slice(1));
    expect(refusals(meeting)).toEqual(new Array(7).fill('roster-changed-by-few'));
  });
});

describe('a participant who forgets', () => {
  test('in mid-window answers nothing more, and can take part in a later epoch', async () => {
    const meeting = await startMeeting(9);
    const roster = await meeting.freeze();
    const [leaver] = meeting.participants;
    const step = await meeting.window(roster, 1, {
      toClient({ participantId, round, bytes }) {
        if (participantId === 'p00' && round === 'MaskedInputCollection') leaver?.client.forget();
        return bytes;
      },
    });
    expect(step).toEqual(summed(meeting, 1, ids(8, 1)));
    expect(leaver?.refusals).toEqual(['out-of-turn']);
    expect(leaver?.inputs.size).toBe(0);
  });

  test('while an answer is worked out does not give it', async () => {
    const meeting = await startMeeting(8);
    const roster = await meeting.freeze();
    const step = await meeting.window(roster, 1, {
      toClient({ participantId, round, bytes }) {
        if (participantId === 'p03' && round === 'MaskedInputCollection') {
          queueMicrotask(() => queueMicrotask(() => meeting.participants[3]?.client.forget()));
        }
        return bytes;
      },
    });
    expect(step).toEqual(summed(meeting, 1, without(ids(8), ['p03'])));
    const sentByLeaver = meeting.received.filter(({ participantId }) => participantId === 'p03');
    expect(sentByLeaver.map(({ round }) => round)).toEqual(['AdvertiseKeys', 'ShareKeys']);
  });
});
