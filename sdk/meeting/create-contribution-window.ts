import type { AffectEstimate, Measurement, Modality, Reading, Scope, Signal } from '../vocabulary.ts';
import { encodeContribution } from './contribution-vector.ts';
import { binOf, type GroupSignalDefinition, groupSignals } from './group-signals.ts';

/** What one participant adds to one window's sum; it can be read once. */
export interface Contribution {
  /**
   * Hands the vector over (see `encodeContribution` for its layout) and forgets it: every later call
   * returns `null`, so that nothing can be sent twice, not even after a failed window.
   */
  consume(): readonly number[] | null;
}

/** Collects the participant's own signals of one window. */
export interface ContributionWindow {
  /** Takes a signal; those that no given scope covers are not even looked at. */
  push(signal: Signal): void;
  /**
   * Ends the window and forgets what it collected.
   *
   * @returns the contribution; `null` where no group scope was given, and on every call but the first
   */
  finish(): Contribution | null;
}

/** Options of {@link createContributionWindow}. */
export interface ContributionWindowOptions {
  /** The scopes that are given now; those for `self-view` are of no concern here. */
  readonly scopes: readonly Scope[];
  /** Fewer measured readings than this in the window and the signal abstains; default 3. */
  readonly minimumReadings?: number;
  /** A smaller share of measured readings among all readings and the signal abstains; default 0.25. */
  readonly minimumMeasuredShare?: number;
}

/**
 * Reduces one window of the participant's own signals to one bin per group signal.
 *
 * A signal is the mean of its measured readings. A signal whose scope was not given is counted as
 * abstained, in the same cell as a real abstention, so that a contribution never tells which of the
 * scopes was refused. An affect estimate counts only if the group scope is given for *every* modality
 * that took part in it.
 *
 * @remarks Pure: no clock, no network. Keeps running sums only, never the single readings.
 * Make a new window when the given scopes change; what the old one collected is then dropped with it.
 * @throws TypeError naming the option that is out of range
 */
export function createContributionWindow(options: ContributionWindowOptions): ContributionWindow {
  const { minimumReadings = 3, minimumMeasuredShare = 0.25 } = options;
  if (!Array.isArray(options.scopes)) throw new TypeError('scopes: an array of scopes is needed');
  if (!Number.isInteger(minimumReadings) || minimumReadings < 1) {
    throw new TypeError('minimumReadings: a whole number of at least 1 is needed');
  }
  if (!(minimumMeasuredShare >= 0 && minimumMeasuredShare <= 1)) {
    throw new TypeError('minimumMeasuredShare: a number from 0 to 1 is needed');
  }

  const given = options.scopes.filter((scope: Scope) => scope.purpose === 'group-summary');
  const covers = (modality: Modality, tier: Scope['tier']): boolean =>
    given.some((scope) => scope.modality === modality && scope.tier === tier);
  const tallies = groupSignals.map(() => ({ sum: 0, measured: 0, all: 0 }));
  let finished = false;

  function tally(index: number, reading: Reading): void {
    const entry = tallies[index];
    if (entry === undefined) return;
    entry.all += 1;
    if (reading.kind === 'abstained' || !Number.isFinite(reading.value)) return;
    entry.measured += 1;
    entry.sum += reading.value;
  }

  function takeMeasurement(measurement: Measurement): void {
    if (!covers(measurement.modality, 'behaviour')) return;
    groupSignals.forEach((signal, index) => {
      if (signal.behaviour === measurement.name && signal.modality === measurement.modality) {
        tally(index, measurement.reading);
      }
    });
  }

  function takeAffect(estimate: AffectEstimate): void {
    if (estimate.modalities.length === 0) return;
    if (!estimate.modalities.every((modality) => covers(modality, 'affect'))) return;
    groupSignals.forEach((signal, index) => {
      if (signal.name === 'valence' || signal.name === 'arousal') tally(index, estimate[signal.name]);
    });
  }

  function bin(signal: GroupSignalDefinition, index: number): number | null {
    const entry = tallies[index];
    if (entry === undefined || entry.measured < minimumReadings) return null;
    if (entry.measured < entry.all * minimumMeasuredShare) return null;
    return binOf(signal, entry.sum / entry.measured);
  }

  return {
    push(signal) {
      if (finished || given.length === 0) return;
      if (signal.kind === 'measurement') takeMeasurement(signal);
      else takeAffect(signal);
    },
    finish() {
      if (finished) return null;
      finished = true;
      return given.length === 0 ? null : createContribution(groupSignals.map(bin));
    },
  };
}

function createContribution(bins: readonly (number | null)[]): Contribution {
  let counts: readonly number[] | null = encodeContribution(bins);
  return {
    consume() {
      const vector = counts;
      counts = null;
      return vector;
    },
  };
}
