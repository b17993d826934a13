/**
 * Area under the ROC curve, the chance that a positive scores above a negative,
 * ties counted half (Mann & Whitney 1947); NaN where a class is missing.
 */
export function rankArea(positives: readonly number[], negatives: readonly number[]): number {
  const sorted = Float64Array.from(negatives).sort();
  const count = (value: number, inclusive: boolean): number => {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = sorted[middle] as number;
      if (other < value || (inclusive && other === value)) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  let area = 0;
  for (const value of positives) area += (count(value, false) + count(value, true)) / 2;
  return area / (positives.length * sorted.length);
}
