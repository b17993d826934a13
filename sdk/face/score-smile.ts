import type { MouthShape } from './mouth-shape.ts';

/** Of mouthSmile, cornerLift and width. */
const weights = [4.3, 32, 8.7] as const;
const constant = 4.9;

/** The network's coefficient never is exactly zero; under this it says nothing. */
const floor = 0.01;

/** A mouth at rest in proportion to the eyes: for pictures whose mesh is missing. */
const usualMouth: MouthShape = { cornerLift: -0.4, width: 0.8 };

/** The numbers that the score weighs, in the order of its weights. */
export function smileFeatures(mouthSmile: number, { cornerLift, width }: MouthShape): readonly number[] {
  return [Math.log10(Math.max(mouthSmile, 0) + floor), cornerLift, width];
}

/**
 * How strongly the lip corners are pulled (AU12), 0 to 1, over 0.5 where one would call it a smile.
 *
 * MediaPipe's mouthSmile misses broad smiles with an open mouth and rises in
 * snarls; two distances of the landmarks see what it does not: the corners lie
 * higher and farther apart. A logistic regression weighs the three, in orders
 * of magnitude of mouthSmile and in distances between the eyes. `npm run
 * fit:smile` fits it and says how well it does on collections that it was not
 * fitted to; its threshold lies a little higher, for fewer false smiles, and
 * its evidence is stretched until the score is best taken for a probability.
 *
 * @param mouthSmile - Both sides averaged.
 */
export function scoreSmile(mouthSmile: number, mouth: MouthShape | null): number {
  const features = smileFeatures(mouthSmile, mouth ?? usualMouth);
  const evidence = features.reduce((sum, value, at) => sum + value * (weights[at] ?? 0), constant);
  return 1 / (1 + Math.exp(-evidence));
}
