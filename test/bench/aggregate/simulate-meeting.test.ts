import { expect, test, vi } from 'vitest';
import { simulateMeeting } from '../../../bench/aggregate/simulate-meeting.ts';

vi.setConfig({ testTimeout: 240_000 });

/** Repeatable. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

// `npm run bench:aggregate` plays the same with a thousand.
test('a meeting of 150 is summed in cohorts, exactly, whoever drops out of which round', async () => {
  const count = 150;
  const meeting = await simulateMeeting(count);
  const full = await meeting.window();
  expect(full.outcome.kind).toBe('summed');
  if (full.outcome.kind !== 'summed') return;
  expect(full.outcome.members.size).toBe(count);
  expect(full.outcome.sum).toEqual(full.expected);

  const random = createRandom(5);
  let summed = 0;
  for (let window = 0; window < 3; window += 1) {
    // Half of the time enough go at once for their cohort to go on without them.
    const leaving = new Map(
      [...meeting.present].filter(() => random() < 0.06).map((id) => [id, Math.floor(random() * 6)] as const),
    );
    const before = meeting.present.size;
    const { outcome, expected } = await meeting.window(leaving);
    expect(meeting.present.size).toBeLessThan(before);
    if (outcome.kind !== 'summed') continue;
    summed += 1;
    expect(outcome.sum).toEqual(expected);
    expect(outcome.sum[0]).toBe(outcome.members.size);
    expect(outcome.members.size).toBeGreaterThanOrEqual(5);
  }
  expect(summed).toBeGreaterThan(0);
});
