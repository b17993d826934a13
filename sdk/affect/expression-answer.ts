/** What a network says of one moment, and what each feature did to it. */
export interface ExpressionAnswer {
  readonly valence: number;
  /** Not above 0, or not a number: it does not say. */
  readonly valenceDeviation: number;
  readonly arousal: number;
  readonly arousalDeviation: number;
  /** For each feature the change of valence and arousal when it alone is at rest (0). */
  readonly contributions: readonly { readonly valence: number; readonly arousal: number }[];
}
