import { solve } from './solve.ts';

/** Observations of some numbers each, one after the other, with what came true of each and how much it counts. */
export interface Observations {
  readonly values: readonly Float64Array[];
  readonly isTrue: readonly boolean[];
  readonly weights: readonly number[];
}

const ROUNDS = 25;
/** Keeps the equations solvable where two values say the same. */
const LEAST_PENALTY = 1e-6;

/**
 * Fits a logistic regression by Newton's method (iteratively re-weighted least squares): the log odds are the sum of
 * the values by the weights that it returns. Who wants a constant gives a value that is always 1.
 *
 * @param penalties - Of each squared weight (ridge); hardly any unless told.
 */
export function fitLogistic(
  { values, isTrue, weights }: Observations,
  penalties: readonly number[] = [],
): Float64Array {
  const size = values[0]?.length ?? 0;
  const fitted = new Float64Array(size);
  for (let round = 0; round < ROUNDS; round++) {
    const gradient = new Float64Array(size);
    const curvature = Array.from({ length: size }, () => new Float64Array(size));
    for (const [index, row] of values.entries()) {
      let odds = 0;
      for (let i = 0; i < size; i++) odds += at(fitted, i) * at(row, i);
      const probability = 1 / (1 + Math.exp(-odds));
      const weight = weights[index] ?? 0;
      const slope = weight * probability * (1 - probability);
      const miss = weight * ((isTrue[index] ? 1 : 0) - probability);
      for (let i = 0; i < size; i++) {
        gradient[i] = at(gradient, i) + miss * at(row, i);
        const line = curvature[i] as Float64Array;
        for (let j = 0; j < size; j++) line[j] = at(line, j) + slope * at(row, i) * at(row, j);
      }
    }
    for (let i = 0; i < size; i++) {
      const penalty = penalties[i] ?? LEAST_PENALTY;
      gradient[i] = at(gradient, i) - penalty * at(fitted, i);
      (curvature[i] as Float64Array)[i] = at(curvature[i] as Float64Array, i) + penalty;
    }
    const step = solve(curvature, gradient);
    for (let i = 0; i < size; i++) fitted[i] = at(fitted, i) + at(step, i);
  }
  return fitted;
}

const at = (values: Float64Array, index: number): number => values[index] as number;
