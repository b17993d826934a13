import { fitLogistic } from './fit-logistic.ts';
import { type LinearForm, standardise } from './standardise.ts';

/** One case: its features, whether it is one, and how much it counts. */
export interface Case {
  readonly features: readonly number[];
  readonly isTrue: boolean;
  readonly weight: number;
}

/**
 * Fits a logistic regression with a ridge penalty on standardised features (le
 * Cessie & van Houwelingen 1992).
 *
 * @param ridge - The penalty; the constant bears none.
 */
export function fitStandardised(cases: readonly Case[], ridge: number): LinearForm {
  const { rows, back } = standardise(cases.map(({ features }) => features));
  const fitted = fitLogistic(
    {
      values: rows.map((row) => Float64Array.from([...row, 1])),
      isTrue: cases.map(({ isTrue }) => isTrue),
      weights: cases.map(({ weight }) => weight),
    },
    [...(rows[0] ?? []).map(() => ridge), 0],
  );
  return back({ weights: [...fitted.slice(0, -1)], constant: fitted.at(-1) ?? 0 });
}
