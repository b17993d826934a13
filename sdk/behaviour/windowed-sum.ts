/** A sum over the last stretch of time. */
export interface WindowedSum {
  /** Adds `value` at `atSeconds` and drops what is older than the window. */
  push(atSeconds: number, value: number): void;
  /** Drops what is older than the window. */
  advance(nowSeconds: number): void;
  /** Sum over the window. */
  readonly sum: number;
  /** Values in the window. */
  readonly count: number;
  /** Empties the window. */
  clear(): void;
}

/** Creates a sum over a sliding window of `windowSeconds` that holds at most `capacity` values. */
export function createWindowedSum(windowSeconds: number, capacity: number): WindowedSum {
  const times = new Float64Array(capacity);
  const values = new Float32Array(capacity);
  let oldest = 0;
  let count = 0;
  let sum = 0;

  function drop(): void {
    sum -= values[oldest] as number;
    oldest = (oldest + 1) % capacity;
    // A sum that loses what it gained is exact again when nothing is left in it.
    if (--count === 0) sum = 0;
  }
  function advance(nowSeconds: number): void {
    while (count > 0 && (times[oldest] as number) <= nowSeconds - windowSeconds) drop();
  }

  return {
    get sum() {
      return sum;
    },
    get count() {
      return count;
    },
    advance,
    clear() {
      oldest = 0;
      count = 0;
      sum = 0;
    },
    push(atSeconds, value) {
      advance(atSeconds);
      if (count === capacity) drop();
      const slot = (oldest + count) % capacity;
      times[slot] = atSeconds;
      values[slot] = value;
      sum += values[slot] as number;
      count++;
    },
  };
}
