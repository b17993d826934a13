import { cellsPerSignal, firstCellOf } from '../../meeting/contribution-vector.ts';
import { groupSignals } from '../../meeting/group-signals.ts';

/**
 * Whether `sum` can be the sum of `count` contributions: the first cell counts them, and the cells of each
 * signal add up to them. What is left of masks that don't cancel is random and fails this but for a chance
 * of 2^-32 and less, so a wrong share or seed costs a window and never gives a wrong figure.
 */
export function isPlausibleSum(sum: ArrayLike<number>, count: number): boolean {
  if (sum[0] !== count) return false;
  return groupSignals.every((_, index) => {
    const first = firstCellOf(index);
    const cells = Array.from({ length: cellsPerSignal }, (_, cell) => sum[first + cell] ?? 0);
    return cells.every((cell) => cell <= count) && cells.reduce((total, cell) => total + cell, 0) === count;
  });
}
