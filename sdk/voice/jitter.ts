import { isPair } from './cycle-marks.ts';

/** Fewer pairs of cycles than this say nothing of a voice. */
const ENOUGH_PAIRS = 5;

/**
 * Jitter (local) of the marks `from` to `to` in per cent, as Praat defines it:
 * the mean difference of two periods that follow each other over the mean
 * period, pairs that differ by more than the maximum period factor left out; NaN of too few.
 */
export function jitterPercent(times: Float64Array, from: number, to: number): number {
  let pairs = 0;
  let differences = 0;
  let periods = 0;
  for (let i = from + 2; i < to; i++) {
    const before = (times[i - 1] as number) - (times[i - 2] as number);
    const after = (times[i] as number) - (times[i - 1] as number);
    if (!isPair(before, after)) continue;
    pairs++;
    differences += Math.abs(after - before);
    periods += (before + after) / 2;
  }
  return pairs < ENOUGH_PAIRS ? Number.NaN : (100 * differences) / periods;
}
