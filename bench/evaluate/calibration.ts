import { createRandom } from '../random.ts';

/** A probability that was claimed, and whether it came true. */
export interface Claim {
  readonly probability: number;
  readonly isTrue: boolean;
}

/** Claims of about one probability. */
export interface CalibrationBin {
  /** Mean of what was claimed. */
  readonly claimed: number;
  /** Share that came true. */
  readonly observed: number;
  readonly count: number;
}

const BINS = 10;

/** Groups claims into ten equal bins of probability; empty bins are left out. */
export function calibrationBins(claims: readonly Claim[]): readonly CalibrationBin[] {
  const sums = Array.from({ length: BINS }, () => ({ claimed: 0, observed: 0, count: 0 }));
  for (const { probability, isTrue } of claims) {
    const bin = sums[Math.min(BINS - 1, Math.floor(probability * BINS))];
    if (bin === undefined) continue;
    bin.claimed += probability;
    bin.observed += isTrue ? 1 : 0;
    bin.count += 1;
  }
  return sums
    .filter(({ count }) => count > 0)
    .map(({ claimed, observed, count }) => ({ claimed: claimed / count, observed: observed / count, count }));
}

/**
 * Expected calibration error: the mean distance of what was claimed from what
 * came true, over ten bins weighed by their claims (Naeini, Cooper &
 * Hauskrecht 2015); NaN without claims.
 */
export function expectedCalibrationError(claims: readonly Claim[]): number {
  return calibrationBins(claims).reduce(
    (sum, { claimed, observed, count }) => sum + (count / claims.length) * Math.abs(claimed - observed),
    claims.length === 0 ? Number.NaN : 0,
  );
}

const DRAWS = 300;

/** What the calibration error of so many claims is by chance, on average, where each is as true as it says. */
export function calibrationErrorByChance(claims: readonly Claim[]): number {
  const random = createRandom(claims.length);
  const drawn = Array.from({ length: DRAWS }, () =>
    expectedCalibrationError(
      claims.map(({ probability }) => ({ probability, isTrue: random() < probability })),
    ),
  );
  return drawn.reduce((sum, error) => sum + error, 0) / DRAWS;
}

/** One point of a risk-coverage curve. */
export interface RiskPoint {
  /** Share of the claims that are answered, the surest first. */
  readonly coverage: number;
  /** Share of those answers that are wrong. */
  readonly risk: number;
}

/** How often answers are wrong when only the surest are given (El-Yaniv & Wiener 2010), at twenty coverages. */
export function riskCoverage(claims: readonly Claim[]): readonly RiskPoint[] {
  const sure = [...claims].sort((a, b) => Math.abs(b.probability - 0.5) - Math.abs(a.probability - 0.5));
  const wrong = sure.map(({ probability, isTrue }) => (probability >= 0.5 === isTrue ? 0 : 1));
  return Array.from({ length: 20 }, (_, step) => {
    const taken = Math.round(((step + 1) / 20) * wrong.length);
    const errors = wrong.slice(0, taken).reduce<number>((sum, one) => sum + one, 0);
    return { coverage: (step + 1) / 20, risk: taken === 0 ? 0 : errors / taken };
  });
}

/** The chance that a normal variable lies above zero (error function by Abramowitz & Stegun 1964, 7.1.26). */
export function chanceAboveZero(mean: number, standardDeviation: number): number {
  const z = mean / (standardDeviation * Math.SQRT2);
  const t = 1 / (1 + 0.3275911 * Math.abs(z));
  const poly =
    t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  const erf = Math.sign(z) * (1 - poly * Math.exp(-z * z));
  return (1 + erf) / 2;
}
