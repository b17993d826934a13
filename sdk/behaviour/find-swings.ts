/** A swing begins where the signal was last within this share of the threshold of its turning point: rest is no movement. */
const restShare = 0.25;

/**
 * Finds where a signal begins to swing by at least `threshold` before it turns back: the turning points of a zigzag line
 * that ignores smaller movements. A swing still under way counts once it is large enough.
 *
 * @returns for each swing, in order, the index of the value that it left.
 */
export function findSwings(values: readonly number[], threshold: number): readonly number[] {
  const beginnings: number[] = [];
  let direction = 0;
  let low = values[0] ?? 0;
  let high = low;
  const begin = (index: number, turning: number): void => {
    const near = restShare * threshold;
    const left = values.findLastIndex((value, at) => at < index && Math.abs(value - turning) <= near);
    beginnings.push(left);
  };
  for (const [index, value] of values.entries()) {
    low = Math.min(low, value);
    high = Math.max(high, value);
    if (direction <= 0 && value - low >= threshold) {
      begin(index, low);
      direction = 1;
      high = value;
    } else if (direction >= 0 && high - value >= threshold) {
      begin(index, high);
      direction = -1;
      low = value;
    }
  }
  return beginnings;
}
