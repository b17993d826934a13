import { median, rankCorrelation } from './empirical-rank.ts';
import { type SpeechStretch, stretchFeatures } from './speech-stretch.ts';

/** How activated a stretch of speech sounds against others of the same speaker. */
export interface ArousalRating {
  /** -1 to 1. */
  readonly score: number;
  /** Signed part of each feature in the score. */
  readonly parts: Readonly<Record<keyof SpeechStretch, number>>;
  /** 0 (the features contradict each other) to 1 (they say the same). */
  readonly agreement: number;
  /** How far the speaker's pitch of late moved, as the logarithm of its spread over the usual one. */
  readonly liveliness: number;
}

/**
 * How far speech usually moves, until the speaker's own says more: a fifth of an
 * octave, 4 dB, 3 dB. By hand, from what is usual in read and spoken language.
 */
const usualSpread: Readonly<Record<keyof SpeechStretch, number>> = {
  pitch: 0.15,
  loudness: 4,
  highFrequencyEnergy: 3,
};
/** As many stretches count for the usual spread as for the speaker's own. */
const spreadPrior = 10;
/** This many spreads from the middle a feature scores tanh(1). */
const reach = 3;
/**
 * As many stretches count for "the features go together" as for what their correlation says. The level is
 * trusted half as much to begin with: a microphone's gain control can turn it around.
 */
const weightPrior: Readonly<Record<keyof SpeechStretch, number>> = {
  pitch: 0.5,
  loudness: 0.25,
  highFrequencyEnergy: 0.5,
};
const weightPriorStretches = 30;
/** The deviation of a normal distribution over its median absolute deviation. */
const madToDeviation = 1.4826;

/**
 * Rates arousal without training data, after Bone, Lee & Narayanan 2014
 * (*Robust Unsupervised Arousal Rating*): pitch, level and HF500 against the
 * speaker's own, fused with weights from rank correlations.
 *
 * Departures: the paper scores 2 P(x > N) - 1 against neutral speech N, which
 * cannot tell much from very much once all of N lies below; here the distance
 * from the middle of the speaker's recent speech, over its spread, goes through
 * a hyperbolic tangent. And a feature's weight is its correlation with the mean
 * of the *others*: its own part in that mean would speak for it.
 */
export function rateArousal(stretch: SpeechStretch, own: readonly SpeechStretch[]): ArousalRating {
  const places = stretchFeatures.map((name) =>
    placeOf(
      own.map((other) => other[name]),
      usualSpread[name],
    ),
  );
  const scores = stretchFeatures.map((name, index) => scoreAt(places[index], stretch[name]));
  const ownScores = stretchFeatures.map((name, index) =>
    own.map((other) => scoreAt(places[index], other[name])),
  );
  const weights = fusionWeights(ownScores);
  const parts = { pitch: 0, loudness: 0, highFrequencyEnergy: 0 };
  let total = 0;
  for (const [index, name] of stretchFeatures.entries()) {
    parts[name] = (weights[index] ?? 0) * (scores[index] ?? 0);
    total += parts[name];
  }
  // A feature that has no weight contradicts nobody.
  const disagreement = scores.reduce(
    (sum, score, index) => sum + (weights[index] ?? 0) * Math.abs(score - total),
    0,
  );
  return {
    score: total,
    parts,
    agreement: Math.max(0, 1 - disagreement),
    liveliness: Math.log((places[0]?.spread ?? usualSpread.pitch) / usualSpread.pitch),
  };
}

interface Place {
  readonly middle: number;
  readonly spread: number;
}

function placeOf(own: readonly number[], usual: number): Place {
  const middle = median(own);
  const deviation = madToDeviation * median(own.map((value) => Math.abs(value - middle)));
  const spread = Math.sqrt(
    (own.length * deviation ** 2 + spreadPrior * usual ** 2) / (own.length + spreadPrior),
  );
  return { middle: own.length === 0 ? Number.NaN : middle, spread };
}

function scoreAt(place: Place | undefined, value: number): number {
  // Against nobody, everything is as usual.
  if (place === undefined || Number.isNaN(place.middle)) return 0;
  return Math.tanh((value - place.middle) / (reach * place.spread));
}

/** Sum to 1. */
function fusionWeights(scores: readonly (readonly number[])[]): readonly number[] {
  const count = scores[0]?.length ?? 0;
  const weights = scores.map((one, index) => {
    const others = scores.filter((other) => other !== one);
    const means = one.map(
      (_, at) => others.reduce((sum, other) => sum + (other[at] ?? 0), 0) / others.length,
    );
    const prior = weightPrior[stretchFeatures[index] ?? 'pitch'];
    const found = count === 0 ? 0 : rankCorrelation(one, means);
    return Math.max(0, (weightPriorStretches * prior + count * found) / (weightPriorStretches + count));
  });
  const sum = weights.reduce((total, one) => total + one, 0);
  return sum > 0 ? weights.map((one) => one / sum) : scores.map(() => 1 / scores.length);
}
