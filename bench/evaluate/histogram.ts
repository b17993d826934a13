/** Counts of values in equal bins; what lies outside falls into the first or last. */
export function histogram(
  values: readonly number[],
  lowest: number,
  highest: number,
  bins: number,
): Float64Array {
  const counts = new Float64Array(bins);
  for (const value of values) {
    const bin = Math.floor(((value - lowest) / (highest - lowest)) * bins);
    const at = Math.min(bins - 1, Math.max(0, bin));
    counts[at] = (counts[at] as number) + 1;
  }
  return counts;
}

/** The sum of equally long histograms. */
export function sumOf(histograms: readonly Float64Array[]): Float64Array {
  const total = new Float64Array(histograms[0]?.length ?? 0);
  for (const one of histograms)
    for (let bin = 0; bin < total.length; bin++) total[bin] = (total[bin] as number) + (one[bin] as number);
  return total;
}

/** The middle value of a histogram over `lowest` to `highest`; NaN for an empty one. */
export function medianOf(counts: Float64Array, lowest: number, highest: number): number {
  const half = counts.reduce((sum, count) => sum + count, 0) / 2;
  let seen = 0;
  for (let bin = 0; bin < counts.length; bin++) {
    const here = counts[bin] as number;
    if (here > 0 && seen + here >= half)
      return lowest + ((bin + (half - seen) / here) * (highest - lowest)) / counts.length;
    seen += here;
  }
  return Number.NaN;
}

/** Area under the ROC curve from histograms of scores, ties counted half; NaN where a class is missing. */
export function areaUnderCurve(positive: Float64Array, negative: Float64Array): number {
  let below = 0;
  let area = 0;
  let positives = 0;
  for (let bin = 0; bin < positive.length; bin++) {
    area += (positive[bin] as number) * (below + (negative[bin] as number) / 2);
    below += negative[bin] as number;
    positives += positive[bin] as number;
  }
  return area / (positives * below);
}
