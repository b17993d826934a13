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

const steps = 40;

/**
 * Fits a logistic regression with a ridge penalty on standardised features (le
 * Cessie & van Houwelingen 1992), by Newton's method.
 *
 * @param ridge - The penalty; the constant bears none.
 */
export function fitLogistic(cases: readonly Case[], ridge: number): LogisticFit {
  const count = cases[0]?.features.length ?? 0;
  const columns = Array.from({ length: count }, (_, at) => cases.map(({ features }) => features[at] ?? 0));
  const means = columns.map((column) => column.reduce((sum, value) => sum + value, 0) / column.length);
  const spreads = columns.map((column, at) =>
    Math.sqrt(column.reduce((sum, value) => sum + (value - (means[at] ?? 0)) ** 2, 0) / column.length),
  );
  const rows = cases.map(({ features }) => [
    ...features.map((value, at) => (value - (means[at] ?? 0)) / (spreads[at] || 1)),
    1,
  ]);
  let beta = Array.from({ length: count + 1 }, () => 0);
  for (let step = 0; step < steps; step++) {
    const gradient = beta.map((value, at) => (at < count ? ridge * value : 0));
    const hessian = beta.map((_, at) => beta.map((__, other) => (at === other && at < count ? ridge : 0)));
    for (const [index, row] of rows.entries()) {
      const evidence = row.reduce((sum, value, at) => sum + value * (beta[at] ?? 0), 0);
      const chance = 1 / (1 + Math.exp(-evidence));
      const { isTrue, weight } = cases[index] as Case;
      for (const [at, value] of row.entries()) {
        gradient[at] = (gradient[at] ?? 0) + weight * (chance - Number(isTrue)) * value;
        const line = hessian[at] as number[];
        for (const [other, factor] of row.entries())
          line[other] = (line[other] ?? 0) + weight * chance * (1 - chance) * value * factor;
      }
    }
    const change = solve(hessian, gradient);
    beta = beta.map((value, at) => value - (change[at] ?? 0));
  }
  const weights = spreads.map((spread, at) => (beta[at] ?? 0) / (spread || 1));
  const shift = weights.reduce((sum, weight, at) => sum + weight * (means[at] ?? 0), 0);
  return { weights, constant: (beta[count] ?? 0) - shift };
}

/** Gaussian elimination with pivots. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): readonly number[] {
  const rows = matrix.map((row, at) => [...row, right[at] ?? 0]);
  const size = rows.length;
  for (let at = 0; at < size; at++) {
    let best = at;
    for (let other = at + 1; other < size; other++)
      if (Math.abs(rows[other]?.[at] ?? 0) > Math.abs(rows[best]?.[at] ?? 0)) best = other;
    [rows[at], rows[best]] = [rows[best] as number[], rows[at] as number[]];
    const pivot = rows[at] as number[];
    for (const [other, row] of rows.entries()) {
      if (other === at) continue;
      const factor = (row[at] ?? 0) / (pivot[at] ?? 1);
      for (let column = at; column <= size; column++)
        row[column] = (row[column] ?? 0) - factor * (pivot[column] ?? 0);
    }
  }
  return rows.map((row, at) => (row[size] ?? 0) / (row[at] ?? 1));
}
