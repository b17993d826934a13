import type { DriftReference } from '../models/model-card.ts';
import { populationStability } from './population-stability.ts';

/** What the monitor says of one feature. */
export interface DriftReport {
  readonly feature: string;
  /** `too-little-data` until enough windows are pooled. */
  readonly verdict: 'too-little-data' | 'fits' | 'watch' | 'no-longer-fits';
  /** Of the values; `null` while there is too little data. */
  readonly valueIndex: number | null;
  /** Of estimating against abstaining; `null` while there is too little data. */
  readonly abstentionIndex: number | null;
  /** How many windows are pooled. */
  readonly windows: number;
}

/** Options of {@link createDriftMonitor}. */
export interface DriftMonitorOptions {
  /** How many windows are pooled; older ones are forgotten. 240 unless told. */
  readonly pooledWindows?: number;
  /** How many windows it takes to say anything. 60 unless told. */
  readonly leastWindows?: number;
}

/** Watches whether a reference still fits what is measured. It holds counts, never values. */
export interface DriftMonitor {
  /** Takes one value of the current window; `null` for an abstention. Features without a reference are ignored. */
  push(feature: string, value: number | null): void;
  /** Ends the window and says how each feature stands. */
  endWindow(): readonly DriftReport[];
}

interface Counts {
  readonly bins: number[];
  abstained: number;
}

/**
 * Creates the monitor. Windows are pooled, since a few values prove nothing:
 * a population stability index over 0.25 is `no-longer-fits`, over 0.1 `watch`,
 * if it is also more than chance explains. For equal distributions the index
 * is about (1/n + 1/m) times a chi-squared variable with one degree of freedom
 * less than bins (Yurdakul 2018); values within a window resemble each other,
 * so a window counts as one draw.
 *
 * @throws TypeError naming a reference whose edges do not rise or whose counts do not fit them.
 */
export function createDriftMonitor(
  references: readonly DriftReference[],
  options: DriftMonitorOptions = {},
): DriftMonitor {
  const { pooledWindows = 240, leastWindows = 60 } = options;
  for (const { feature, edges, counts } of references) {
    const rising = edges.every((edge, index) => index === 0 || edge > (edges[index - 1] ?? edge));
    if (!rising || counts.length !== edges.length + 1) {
      throw new TypeError(`references: ${feature} needs rising edges and one count more than edges`);
    }
  }
  const empty = ({ counts }: DriftReference): Counts => ({ bins: counts.map(() => 0), abstained: 0 });
  const byFeature = new Map(
    references.map((reference) => [
      reference.feature,
      { reference, current: empty(reference), pooled: [] as Counts[] },
    ]),
  );
  return {
    push(feature, value) {
      const entry = byFeature.get(feature);
      if (entry === undefined) return;
      if (value === null || !Number.isFinite(value)) {
        entry.current.abstained += 1;
        return;
      }
      const { edges } = entry.reference;
      const above = edges.findIndex((edge) => value < edge);
      const bin = above < 0 ? edges.length : above;
      entry.current.bins[bin] = (entry.current.bins[bin] ?? 0) + 1;
    },
    endWindow() {
      return [...byFeature.values()].map((entry) => {
        const { reference, current, pooled } = entry;
        // A window in which the feature was not asked for says nothing about it.
        if (current.abstained > 0 || current.bins.some((count) => count > 0)) pooled.push(current);
        if (pooled.length > pooledWindows) pooled.splice(0, pooled.length - pooledWindows);
        entry.current = empty(reference);
        return report(reference, pooled, leastWindows);
      });
    },
  };
}

function report(reference: DriftReference, pooled: readonly Counts[], leastWindows: number): DriftReport {
  const { feature, counts, estimated, abstained } = reference;
  const windows = pooled.length;
  if (windows < leastWindows) {
    return { feature, verdict: 'too-little-data', valueIndex: null, abstentionIndex: null, windows };
  }
  const bins = counts.map((_, bin) => pooled.reduce((sum, window) => sum + (window.bins[bin] ?? 0), 0));
  const observed = bins.reduce((sum, count) => sum + count, 0);
  const silent = pooled.reduce((sum, window) => sum + window.abstained, 0);
  const valueIndex = observed === 0 ? 0 : populationStability(counts, bins);
  const abstentionIndex = populationStability([estimated, abstained], [observed, silent]);
  const total = counts.reduce((sum, count) => sum + count, 0);
  const telling = Math.max(
    beyondChance(valueIndex, counts.length, windows, total),
    beyondChance(abstentionIndex, 2, windows, estimated + abstained),
  );
  const verdict = telling > 0.25 ? 'no-longer-fits' : telling > 0.1 ? 'watch' : 'fits';
  return { feature, verdict, valueIndex, abstentionIndex, windows };
}

/** The index where it lies four standard deviations above what chance makes of equal distributions, otherwise 0. */
function beyondChance(index: number, bins: number, draws: number, referenceDraws: number): number {
  const freedom = bins - 1;
  const scale = 1 / draws + 1 / Math.max(1, referenceDraws);
  return index > scale * (freedom + 4 * Math.sqrt(2 * freedom)) ? index : 0;
}
