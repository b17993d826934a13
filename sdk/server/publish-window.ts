import { cellsPerSignal, firstCellOf } from '../meeting/contribution-vector.ts';
import { binsPerSignal, groupSignals } from '../meeting/group-signals.ts';
import type { GroupHistogram, GroupReleased } from '../vocabulary.ts';
import { publishHistogram } from './publish-histogram.ts';

/** The sizes of a group as they are told: from, and to (inclusive). */
const buckets: readonly (readonly [number, number | null])[] = [
  [5, 9],
  [10, 19],
  [20, 49],
  [50, null],
];

/** What a window is published with. */
export interface PublishOptions {
  readonly atSeconds: number;
  readonly windowSeconds: number;
  readonly k: number;
  /** With fewer contributors than this, valence and arousal are hidden. */
  readonly affectK: number;
}

/**
 * Turns a sum of contributions into the view that everyone gets.
 *
 * @param sum - element-wise sum over an admitted cohort; `sum[0]` is its size, at least `k`
 */
export function publishWindow(sum: readonly number[], options: PublishOptions): GroupReleased {
  const contributors = sum[0] ?? 0;
  const bucket = buckets.find(([, atMost]) => atMost === null || contributors <= atMost) ?? [0, null];
  return {
    kind: 'released',
    atSeconds: options.atSeconds,
    windowSeconds: options.windowSeconds,
    k: options.k,
    contributors: { atLeast: bucket[0], atMost: bucket[1] },
    histograms: groupSignals.map((signal, index): GroupHistogram => {
      const first = firstCellOf(index);
      if (signal.tier === 'affect' && contributors < options.affectK) return hidden(signal.name);
      return publishHistogram(signal.name, sum.slice(first, first + cellsPerSignal));
    }),
  };
}

/** The element-wise sum of contributions. */
export function sumOf(vectors: Iterable<readonly number[]>): readonly number[] {
  const sum: number[] = [];
  for (const vector of vectors) {
    vector.forEach((count, index) => {
      sum[index] = (sum[index] ?? 0) + count;
    });
  }
  return sum;
}

function hidden(signal: GroupHistogram['signal']): GroupHistogram {
  return { signal, bands: [], bins: new Array<null>(binsPerSignal).fill(null), abstained: null };
}
