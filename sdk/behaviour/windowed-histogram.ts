/** Quantiles over the values of the last stretch of time. */
export interface WindowedHistogram {
  /** Adds a value and drops what is older than the window. */
  push(atSeconds: number, value: number): void;
  /** Drops what is older than the window. */
  advance(nowSeconds: number): void;
  /** Values in the window. */
  readonly count: number;
  /** The value that the share `q` (0 to 1) of the values lies under; `NaN` of none. */
  quantile(q: number): number;
  /** Visits the values in order, each as the middle of its bin. */
  forEach(visit: (atSeconds: number, value: number) => void): void;
  /** Empties the window. */
  clear(): void;
}

/** Shape of a {@link WindowedHistogram}. */
export interface WindowedHistogramOptions {
  readonly windowSeconds: number;
  /** Values outside of the range count as its ends. */
  readonly lowest: number;
  readonly highest: number;
  /** Width of a bin: the quantiles' resolution, before interpolation. */
  readonly binWidth: number;
  /** Most values that the window can hold; the oldest go first. */
  readonly capacity: number;
}

/** Creates a histogram over a sliding window: constant time to push, no allocation after creation. */
export function createWindowedHistogram(options: WindowedHistogramOptions): WindowedHistogram {
  const { windowSeconds, lowest, highest, binWidth, capacity } = options;
  const bins = Math.max(1, Math.ceil((highest - lowest) / binWidth));
  const counts = new Uint32Array(bins);
  const times = new Float64Array(capacity);
  const places = new Uint16Array(capacity);
  let oldest = 0;
  let count = 0;

  function drop(): void {
    const place = places[oldest] as number;
    counts[place] = (counts[place] as number) - 1;
    oldest = (oldest + 1) % capacity;
    count--;
  }
  function advance(nowSeconds: number): void {
    while (count > 0 && (times[oldest] as number) <= nowSeconds - windowSeconds) drop();
  }

  return {
    get count() {
      return count;
    },
    advance,
    clear() {
      counts.fill(0);
      oldest = 0;
      count = 0;
    },
    push(atSeconds, value) {
      advance(atSeconds);
      if (count === capacity) drop();
      const place = Math.min(bins - 1, Math.max(0, Math.floor((value - lowest) / binWidth)));
      const slot = (oldest + count) % capacity;
      times[slot] = atSeconds;
      places[slot] = place;
      counts[place] = (counts[place] as number) + 1;
      count++;
    },
    forEach(visit) {
      for (let i = 0; i < count; i++) {
        const slot = (oldest + i) % capacity;
        visit(times[slot] as number, lowest + binWidth * ((places[slot] as number) + 0.5));
      }
    },
    quantile(q) {
      if (count === 0) return Number.NaN;
      const target = q * count;
      let under = 0;
      for (let bin = 0; bin < bins; bin++) {
        const here = counts[bin] as number;
        if (here > 0 && under + here >= target) {
          return lowest + binWidth * (bin + Math.max(0, (target - under) / here));
        }
        under += here;
      }
      return highest;
    },
  };
}
