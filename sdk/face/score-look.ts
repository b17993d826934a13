import { bothSides } from './both-sides.ts';
import { type FaceShape, restingShape } from './face-shape.ts';

/** The looks that are scored: the lip corners pulled up, brows and mouth drawn together, eyes and mouth wide open. */
export type LookName = 'smile' | 'frown' | 'wideOpen';

/** What the scores are made from. */
export interface LookSource {
  /** Coefficients by ARKit name. */
  readonly blendshapes: ReadonlyMap<string, number>;
  /** `null` where the mesh does not show it. */
  readonly shape: FaceShape | null;
}

/** A logistic regression: what it weighs, by how much, and the constant. */
interface LookScore {
  readonly features: (source: LookSource) => readonly number[];
  readonly weights: readonly number[];
  readonly constant: number;
}

/** The network's coefficient never is exactly zero; under this it says nothing. */
const floor = 0.01;

/** A coefficient's both sides in orders of magnitude. */
const magnitude = ({ blendshapes }: LookSource, name: string): number =>
  Math.log10(Math.max(bothSides(blendshapes, name), 0) + floor);

const shapeOf = ({ shape }: LookSource): FaceShape => shape ?? restingShape;

/** How tall the mouth is for its width. */
const mouthAspect = ({ mouthHeight, mouthWidth }: FaceShape): number =>
  mouthWidth > 0 ? mouthHeight / mouthWidth : 0;

const scores: Readonly<Record<LookName, LookScore>> = {
  smile: {
    features(source) {
      const shape = shapeOf(source);
      return [magnitude(source, 'mouthSmile'), shape.cornerLift, shape.mouthWidth, mouthAspect(shape)];
    },
    weights: [3.7, 35, 9.5, 4.2],
    constant: 2.7,
  },
  frown: {
    features(source) {
      const { browGap, nostrilLift, cornerCurve } = shapeOf(source);
      return [magnitude(source, 'mouthFrown'), browGap, nostrilLift, cornerCurve];
    },
    weights: [1.4, -17.3, 29.9, -9.8],
    constant: 5.2,
  },
  wideOpen: {
    features(source) {
      const shape = shapeOf(source);
      return [magnitude(source, 'mouthSmile'), mouthAspect(shape), shape.lidLift];
    },
    weights: [-1.5, 6.9, 14.9],
    constant: -9.8,
  },
};

/** The numbers that a score weighs, in the order of its weights. */
export function lookFeatures(name: LookName, source: LookSource): readonly number[] {
  return scores[name].features(source);
}

/**
 * How much a face shows one of three looks, 0 to 1, over 0.5 where one would say that it does.
 *
 * MediaPipe's coefficients miss broad smiles with an open mouth, rise in
 * snarls and hardly show displeasure; a few distances of the landmarks see what
 * they do not. A logistic regression weighs both.
 *
 * - `smile` (AU12): coefficient, the corners higher and farther apart, less high where the mouth is open.
 * - `frown` (AU4, AU9 and AU10, AU15): brows closer, the nose's wings lifted, the lips bent down.
 * - `wideOpen` (AU5 with AU26 and AU27): the mouth taller than wide, the lids high, no smile.
 *
 * `npm run fit:smile` and `npm run fit:affect` fit the weights and say how well
 * they do on collections and people that they were not fitted to. The smile's
 * threshold lies a little higher, for fewer false smiles, and its evidence is
 * stretched until the score is best taken for a probability.
 */
export function scoreLook(name: LookName, source: LookSource): number {
  const { features, weights, constant } = scores[name];
  const evidence = features(source).reduce((sum, value, at) => sum + value * (weights[at] ?? 0), constant);
  return 1 / (1 + Math.exp(-evidence));
}
