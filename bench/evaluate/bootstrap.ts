import { createRandom } from '../random.ts';

/** A figure with its 95 % interval. */
export interface Estimate {
  /** `null` where the data do not define it. */
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** What it was computed over: frames or files. */
  readonly n: number;
}

const RESAMPLES = 1000;

/**
 * Estimates a figure of recordings and its percentile bootstrap interval
 * (Efron 1979), resampling whole recordings: frames of one are not independent.
 * The same input gives the same interval.
 */
export function bootstrap<T>(
  items: readonly T[],
  figure: (items: readonly T[]) => number,
  count: (item: T) => number = () => 1,
): Estimate {
  const n = items.reduce((sum, item) => sum + count(item), 0);
  const value = items.length === 0 ? Number.NaN : figure(items);
  if (!Number.isFinite(value)) return { value: null, low: null, high: null, n };
  const random = createRandom(items.length);
  const values = Array.from({ length: items.length < 2 ? 0 : RESAMPLES }, () =>
    figure(items.map(() => items[Math.floor(random() * items.length)] as T)),
  )
    .filter(Number.isFinite)
    .sort((a, b) => a - b);
  const at = (share: number): number | null => values[Math.round(share * (values.length - 1))] ?? null;
  return { value, low: at(0.025), high: at(0.975), n };
}

/**
 * A share with the exact interval (Clopper & Pearson 1934) where nothing or
 * everything counted: no resample can differ then, so that the bootstrap would claim certainty.
 *
 * @param asked - How many could have counted.
 */
export function widenEdge(share: Estimate, asked: number): Estimate {
  const least = 0.025 ** (1 / asked);
  if (share.value === 0) return { ...share, low: 0, high: 1 - least };
  return share.value === 1 ? { ...share, low: least, high: 1 } : share;
}
