import * as v from 'valibot';

/** One figure that somebody measured a model by. */
export interface ModelEvaluation {
  /** What was measured: `smile-auc`, `arousal-auc`, `milliseconds-per-frame`. */
  readonly measure: string;
  /** On what: enough to find the data again, or why they cannot be. */
  readonly data: string;
  /** Who measured it, and with what. */
  readonly by: string;
  readonly value: number;
  /** Bounds of the 95 % interval; `null` where none was computed. */
  readonly interval: readonly [low: number, high: number] | null;
  /** The same figure per subgroup; empty where there is none. */
  readonly groups: readonly { readonly group: string; readonly value: number }[];
}

/** How an output was distributed where the model was measured; what a drift monitor compares with. */
export interface DriftReference {
  readonly feature: string;
  /** Inner edges of the bins, rising; below the first and above the last lie two more bins. */
  readonly edges: readonly number[];
  /** Counts per bin, one more than edges. */
  readonly counts: readonly number[];
  /** How often the feature was estimated and how often it abstained. */
  readonly estimated: number;
  readonly abstained: number;
}

/**
 * What is known about a model, for the people whose faces and voices it sees.
 *
 * Follows Mitchell et al. 2019, *Model Cards for Model Reporting*. A model
 * without one is not loaded.
 */
export interface ModelCard {
  readonly id: string;
  readonly version: string;
  readonly name: string;
  /** Of the model file; `null` where the model is arithmetic in the source and has no file. */
  readonly sha256: string | null;
  /** SPDX identifier. */
  readonly licence: string;
  readonly authors: string;
  readonly input: string;
  readonly output: string;
  /** What it was trained on, as far as its authors say. */
  readonly trainingData: string;
  readonly intendedUse: readonly string[];
  readonly prohibitedUse: readonly string[];
  readonly limits: readonly string[];
  /** Empty where nothing has been measured: that too is shown. */
  readonly evaluations: readonly ModelEvaluation[];
  /** How errors grow with corruption of the input, per kind and severity 1 to 5. */
  readonly corruption: readonly {
    readonly kind: string;
    readonly severity: number;
    readonly measure: string;
    readonly value: number;
  }[];
  /** Expected calibration error per output; `null` where it has not been measured. */
  readonly calibration:
    | readonly { readonly output: string; readonly error: number; readonly data: string }[]
    | null;
  /** Distributions of the outputs over the data of the evaluations; absent where nothing was measured. */
  readonly drift?: readonly DriftReference[];
  /** Where more is written. */
  readonly references: readonly string[];
}

const text = v.pipe(v.string(), v.nonEmpty());
const texts = v.array(text);
const finite = v.pipe(v.number(), v.finite());

/** The shape of a {@link ModelCard}; unknown members are refused, so that a misspelt one is noticed. */
export const modelCardSchema: v.GenericSchema<ModelCard> = v.strictObject({
  id: text,
  version: text,
  name: text,
  sha256: v.nullable(v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))),
  licence: text,
  authors: text,
  input: text,
  output: text,
  trainingData: text,
  intendedUse: v.pipe(texts, v.minLength(1)),
  prohibitedUse: v.pipe(texts, v.minLength(1)),
  limits: v.pipe(texts, v.minLength(1)),
  evaluations: v.array(
    v.strictObject({
      measure: text,
      data: text,
      by: text,
      value: finite,
      interval: v.nullable(v.tuple([finite, finite])),
      groups: v.array(v.strictObject({ group: text, value: finite })),
    }),
  ),
  corruption: v.array(
    v.strictObject({
      kind: text,
      severity: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(5)),
      measure: text,
      value: finite,
    }),
  ),
  calibration: v.nullable(v.array(v.strictObject({ output: text, error: finite, data: text }))),
  drift: v.exactOptional(
    v.array(
      v.strictObject({
        feature: text,
        edges: v.array(finite),
        counts: v.array(v.pipe(v.number(), v.integer(), v.minValue(0))),
        estimated: v.pipe(v.number(), v.integer(), v.minValue(0)),
        abstained: v.pipe(v.number(), v.integer(), v.minValue(0)),
      }),
    ),
  ),
  references: texts,
});
