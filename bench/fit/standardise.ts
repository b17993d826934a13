/** A sum of features by weights, and a constant. */
export interface LinearForm {
  readonly weights: readonly number[];
  readonly constant: number;
}

/** Features of cases, each less its mean and over its deviation. */
export interface Standardised {
  readonly rows: readonly (readonly number[])[];
  /** The same sum for features as they were given. */
  back(form: LinearForm): LinearForm;
}

/** A feature that varies by less than this share of its mean varies by its rounding. */
const leastSpread = 1e-6;

/** Brings features to one scale, so that a penalty means the same to each; one that never varies becomes 0. */
export function standardise(given: readonly (readonly number[])[]): Standardised {
  const columns = Array.from({ length: given[0]?.length ?? 0 }, (_, at) => given.map((row) => row[at] ?? 0));
  const means = columns.map((column) => column.reduce((sum, value) => sum + value, 0) / column.length);
  const spreads = columns.map((column, at) => {
    const mean = means[at] ?? 0;
    const squares = column.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    const spread = Math.sqrt(squares / column.length);
    return spread > leastSpread * Math.abs(mean) ? spread : 1;
  });
  return {
    rows: given.map((row) => row.map((value, at) => (value - (means[at] ?? 0)) / (spreads[at] ?? 1))),
    back({ weights, constant }) {
      const unscaled = spreads.map((spread, at) => (weights[at] ?? 0) / spread);
      const shift = unscaled.reduce((sum, weight, at) => sum + weight * (means[at] ?? 0), 0);
      return { weights: unscaled, constant: constant - shift };
    },
  };
}

/** The sum for some features. */
export function evaluateForm({ weights, constant }: LinearForm, features: readonly number[]): number {
  return features.reduce((sum, value, at) => sum + value * (weights[at] ?? 0), constant);
}
