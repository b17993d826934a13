import { describe, expect, it } from 'vitest';
import { summarizeMemory } from '../../../bench/face/watch-memory.ts';

describe('memory over a long run', () => {
  const cycles = (count: number, rise: number): readonly number[] =>
    Array.from({ length: 12 * count }, (_, at) => 100 + (at % 12) + rise * at);

  it('does not grow where it is collected to where it was', () => {
    expect(summarizeMemory(cycles(4, 0))).toEqual({ growthBytes: 0, peakBytes: 111 });
  });

  it('grows by what the peaks of the second half are above those of the first', () => {
    expect(summarizeMemory(cycles(4, 1))).toEqual({ growthBytes: 24, peakBytes: 158 });
    expect(summarizeMemory([...cycles(2, 0), ...cycles(2, 0).map((each) => each - 5)]).growthBytes).toBe(-5);
  });
});
