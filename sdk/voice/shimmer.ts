/** Amplitudes that follow each other and differ by more are no two cycles of one voice. */
const MAXIMUM_AMPLITUDE_FACTOR = 1.6;
const ENOUGH_PAIRS = 5;

/**
 * Shimmer (local, dB) of the marks `from` to `to`, as Praat defines it: the mean
 * absolute ratio, in dB, of two amplitudes that follow each other, pairs that
 * differ by more than the maximum amplitude factor left out; NaN of too few.
 */
export function shimmerDb(amplitudes: Float64Array, from: number, to: number): number {
  let pairs = 0;
  let decibels = 0;
  for (let i = from + 1; i < to; i++) {
    const before = amplitudes[i - 1] as number;
    const after = amplitudes[i] as number;
    // Also false of the marks that have no amplitude.
    if (!(Math.max(before, after) <= MAXIMUM_AMPLITUDE_FACTOR * Math.min(before, after))) continue;
    if (!(before > 0 && after > 0)) continue;
    pairs++;
    decibels += Math.abs(20 * Math.log10(after / before));
  }
  return pairs < ENOUGH_PAIRS ? Number.NaN : decibels / pairs;
}
