import { fitLogistic } from './fit-logistic.ts';

/** One case: its features, whether it is one, and how much it counts. */
export interface Case {
  readonly features: readonly number[];
  readonly isTrue: boolean;
  readonly weight: number;
}

/** Weights of the features as they are given, and a constant. */
export interface LogisticFit {
  readonly weights: readonly number[];
  readonly constant: number;
}

/**
 * Fits a logistic regression with a ridge penalty on standardised features (le
 * Cessie & van Houwelingen 1992).
 *
 * @param ridge - The penalty; the constant bears none.
 */
export function fitStandardised(cases: readonly Case[], ridge: number): LogisticFit {
  const count = cases[0]?.features.length ?? 0;
  const columns = Array.from({ length: count }, (_, at) => cases.map(({ features }) => features[at] ?? 0));
  const means = columns.map((column) => column.reduce((sum, value) => sum + value, 0) / column.length);
  const spreads = columns.map((column, at) =>
    Math.sqrt(column.reduce((sum, value) => sum + (value - (means[at] ?? 0)) ** 2, 0) / column.length),
  );
  const fitted = fitLogistic(
    {
      values: cases.map(({ features }) =>
        Float64Array.from([
          ...features.map((value, at) => (value - (means[at] ?? 0)) / (spreads[at] || 1)),
          1,
        ]),
      ),
      isTrue: cases.map(({ isTrue }) => isTrue),
      weights: cases.map(({ weight }) => weight),
    },
    [...columns.map(() => ridge), 0],
  );
  const weights = spreads.map((spread, at) => (fitted[at] ?? 0) / (spread || 1));
  const shift = weights.reduce((sum, weight, at) => sum + weight * (means[at] ?? 0), 0);
  return { weights, constant: (fitted[count] ?? 0) - shift };
}
