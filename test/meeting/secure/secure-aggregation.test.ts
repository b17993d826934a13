import { describe, expect, test, vi } from 'vitest';
import { startMeeting, sumOf } from './secure-meeting.ts';

vi.setConfig({ testTimeout: 60_000 });

const ids = (count: number, from = 0): string[] =>
  Array.from({ length: count }, (_, index) => `p${String(index + from).padStart(2, '0')}`);

describe('a window', () => {
  test.each([5, 8, 13, 32])('of %i in which nobody drops out gives the exact sum', async (count) => {
    const meeting = await startMeeting(count);
    const roster = await meeting.freeze();
    const step = await meeting.window(roster, 1);
    expect(step).toEqual({
      kind: 'summed',
      sum: sumOf(meeting, 1, ids(count)),
      contributors: new Set(ids(count)),
    });
    expect(meeting.refused).toEqual([]);
    expect(meeting.participants.flatMap(({ refusals }) => refusals)).toEqual([]);
  });
});
