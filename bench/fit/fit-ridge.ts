import { solve } from './solve.ts';
import { type LinearForm, standardise } from './standardise.ts';

/** One case: its features and the number that they should give. */
export interface RidgeCase {
  readonly features: readonly number[];
  readonly target: number;
}

/**
 * Fits a linear regression with a ridge penalty on standardised features (Hoerl & Kennard 1970).
 *
 * @param ridge - The penalty of each squared weight, above 0; the constant bears none.
 */
export function fitRidge(cases: readonly RidgeCase[], ridge: number): LinearForm {
  const { rows, back } = standardise(cases.map(({ features }) => features));
  const mean = cases.reduce((sum, { target }) => sum + target, 0) / cases.length;
  const size = rows[0]?.length ?? 0;
  const matrix = Array.from({ length: size }, (_, i) =>
    Float64Array.from({ length: size }, (_, j) =>
      rows.reduce((sum, row) => sum + (row[i] ?? 0) * (row[j] ?? 0), i === j ? ridge : 0),
    ),
  );
  const right = Float64Array.from({ length: size }, (_, i) =>
    rows.reduce((sum, row, at) => sum + (row[i] ?? 0) * ((cases[at]?.target ?? 0) - mean), 0),
  );
  return back({ weights: [...solve(matrix, right)], constant: mean });
}
