import { empiricalRank, rankCorrelation } from './empirical-rank.ts';
import { type SpeechStretch, stretchFeatures } from './speech-stretch.ts';

/** How activated a stretch of speech sounds against others of the same speaker. */
export interface ArousalRating {
  /** -1 to 1. */
  readonly score: number;
  /** Signed part of each feature in the score. */
  readonly parts: Readonly<Record<keyof SpeechStretch, number>>;
  /** 0 (the features contradict each other) to 1 (they say the same). */
  readonly agreement: number;
}

/** Under so few stretches the correlations are chance, and the features count alike. */
const leastForWeights = 12;

/**
 * Rates arousal without training data, after Bone, Lee & Narayanan 2014
 * (*Robust Unsupervised Arousal Rating*): each feature scores 2 P(x > N) - 1,
 * where N are the speaker's own stretches, and the scores are fused with
 * weights from each feature's rank correlation with their mean.
 *
 * The paper takes N from speech known to be neutral; here it is all of the speaker's
 * recent speech, so that 0 means "as this person usually sounds here".
 */
export function rateArousal(stretch: SpeechStretch, own: readonly SpeechStretch[]): ArousalRating {
  const scores = stretchFeatures.map((name) => score(own, name, stretch[name]));
  const weights = fusionWeights(own);
  const parts = { pitch: 0, loudness: 0, highFrequencyEnergy: 0 };
  let total = 0;
  for (const [index, name] of stretchFeatures.entries()) {
    parts[name] = (weights[index] ?? 0) * (scores[index] ?? 0);
    total += parts[name];
  }
  const spread = Math.max(...scores) - Math.min(...scores);
  return { score: total, parts, agreement: 1 - spread / 2 };
}

function score(own: readonly SpeechStretch[], name: keyof SpeechStretch, value: number): number {
  return (
    2 *
      empiricalRank(
        own.map((other) => other[name]),
        value,
      ) -
    1
  );
}

/** Sum to 1. A feature that runs against the others (a broken microphone's level, say) gets nothing. */
function fusionWeights(own: readonly SpeechStretch[]): readonly number[] {
  const alike = stretchFeatures.map(() => 1 / stretchFeatures.length);
  if (own.length < leastForWeights) return alike;
  const scores = stretchFeatures.map((name) => own.map((stretch) => score(own, name, stretch[name])));
  const means = own.map((_, at) => scores.reduce((sum, one) => sum + (one[at] ?? 0), 0) / scores.length);
  const correlations = scores.map((one) => Math.max(0, rankCorrelation(one, means)));
  const sum = correlations.reduce((total, one) => total + one, 0);
  return sum > 0 ? correlations.map((one) => one / sum) : alike;
}
