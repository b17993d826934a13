import { cellsPerSignal, firstCellOf } from '../meeting/contribution-vector.ts';
import { binsPerSignal, groupSignals } from '../meeting/group-signals.ts';
import { shareStep } from '../meeting/share-step.ts';
import { boundsOf, signalLevels, wordFor } from '../meeting/signal-levels.ts';
import { smallestSeries } from '../meeting/smallest-group.ts';
import type { GroupDigest, GroupHistogram, GroupReleased } from '../vocabulary.ts';
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
 * Turns a sum of contributions into the view that everyone gets: shares from {@link smallestSeries} contributors on,
 * words below.
 *
 * @param sum - element-wise sum over an admitted cohort; `sum[0]` is its size, at least `k`
 */
export function publishWindow(
  sum: readonly number[],
  { atSeconds, windowSeconds, k, affectK }: PublishOptions,
): GroupReleased | GroupDigest {
  const size = sum[0] ?? 0;
  const [atLeast, atMost] = buckets.find(([, most]) => most === null || size <= most) ?? [0, null];
  const contributors = { atLeast, atMost };
  const common = { atSeconds, windowSeconds, k, contributors };
  const histograms = groupSignals.map(({ name, tier }, index): GroupHistogram => {
    const first = firstCellOf(index);
    const cells = sum.slice(first, first + cellsPerSignal);
    return tier === 'affect' && size < affectK
      ? hidden(name)
      : publishHistogram(name, cells, shareStep(contributors));
  });
  if (size >= smallestSeries) return { kind: 'released', ...common, histograms };
  const levels = histograms
    .filter(({ bands }) => bands.length > 0)
    .map((histogram) => {
      const [low, middle, high] = signalLevels.map((level) => wordFor(boundsOf(histogram, level)));
      return {
        signal: histogram.signal,
        words: { low: low ?? null, middle: middle ?? null, high: high ?? null },
      };
    });
  return { kind: 'digest', ...common, levels };
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
