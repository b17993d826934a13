/**
 * Counts how often a signal swings by at least `threshold` before it turns back: the turning points of a zigzag line
 * that ignores smaller movements. A swing still under way counts once it is large enough.
 */
export function countSwings(values: readonly number[], threshold: number): number {
  let swings = 0;
  let direction = 0;
  let low = values[0] ?? 0;
  let high = low;
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
    if (direction <= 0 && value - low >= threshold) {
      direction = 1;
      swings += 1;
      high = value;
    } else if (direction >= 0 && high - value >= threshold) {
      direction = -1;
      swings += 1;
      low = value;
    }
  }
  return swings;
}
