import type { AbstentionReason, Reading } from '../vocabulary.ts';

/** One modality's reading of one dimension and how old it is. */
export interface AgedReading {
  readonly reading: Reading;
  readonly ageSeconds: number;
}

/** What came of combining, and how much each reading counted. */
export interface CombinedReading {
  readonly reading: Reading;
  /** Share of each input, in its order; all zero where the result abstains. */
  readonly weights: readonly number[];
}

/** The standard deviation of "anything from -1 to 1": what nothing is known about, and where staleness ends. */
const ignorance: number = 1 / Math.sqrt(3);
/** An expression lasts a second or a few; the variance of an old reading grows by this much per second squared. */
const driftPerSecond = 0.2;
/** Two readings whose difference is this many times its own standard deviation contradict each other (5 %, two-sided). */
const contradiction = 1.96;

/**
 * Combines readings of one dimension by inverse variance, which is the best
 * linear combination where their errors are independent (Aitken 1935).
 *
 * Age adds variance. Readings that contradict each other beyond their
 * uncertainties abstain with `modalities-disagree`: their mean would be a value
 * that neither of them saw.
 */
export function combineReadings(aged: readonly AgedReading[]): CombinedReading {
  const none = aged.map(() => 0);
  const usable = aged.flatMap(({ reading, ageSeconds }, index) => {
    if (reading.kind === 'abstained') return [];
    const own = reading.standardDeviation ?? ignorance;
    const variance = own * own + (driftPerSecond * ageSeconds) ** 2;
    return [{ index, value: reading.value, variance, quality: reading.quality }];
  });
  if (usable.length === 0) {
    const reasons = new Set<AbstentionReason>(
      aged.flatMap(({ reading }) => (reading.kind === 'abstained' ? reading.reasons : [])),
    );
    return { reading: { kind: 'abstained', reasons: [...reasons] }, weights: none };
  }
  for (const one of usable) {
    for (const other of usable) {
      const spread = Math.sqrt(one.variance + other.variance);
      if (Math.abs(one.value - other.value) > contradiction * spread) {
        return { reading: { kind: 'abstained', reasons: ['modalities-disagree'] }, weights: none };
      }
    }
  }
  const precision = usable.reduce((sum, { variance }) => sum + 1 / variance, 0);
  const weights = [...none];
  let value = 0;
  let quality = 0;
  for (const one of usable) {
    const weight = 1 / one.variance / precision;
    weights[one.index] = weight;
    value += weight * one.value;
    quality += weight * one.quality;
  }
  return {
    reading: { kind: 'measured', value, standardDeviation: Math.sqrt(1 / precision), quality },
    weights,
  };
}
