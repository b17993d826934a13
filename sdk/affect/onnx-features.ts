import type { EvidenceFeature, FaceActions, FaceFrame } from '../vocabulary.ts';

/**
 * What an ONNX head of the face is given, in this order: the mean of each
 * action over the last second, 0 (the person's neutral) to 1.
 */
export const onnxFaceFeatures: readonly (keyof FaceActions)[] = [
  'smile',
  'cheekRaise',
  'browRaise',
  'browLower',
  'eyeWiden',
  'eyeClosure',
  'noseWrinkle',
  'upperLipRaise',
  'lipCornerDepress',
  'chinRaise',
  'lipPress',
  'mouthOpen',
  'frown',
  'wideOpen',
];

/** Length of the input. */
export const onnxFeatureCount: number = onnxFaceFeatures.length;

/** What a feature is called when somebody asks "why"; `null` for those that no words exist for. */
export const onnxFeatureNames: Readonly<Record<keyof FaceActions, EvidenceFeature | null>> = {
  smile: 'smile',
  cheekRaise: 'cheek-raise',
  browRaise: 'brow-raise',
  browLower: 'brow-lower',
  eyeWiden: 'eye-widen',
  eyeClosure: 'eye-closure',
  noseWrinkle: 'nose-wrinkle',
  upperLipRaise: 'upper-lip-raise',
  lipCornerDepress: 'lip-corner-depress',
  chinRaise: 'chin-raise',
  lipPress: null,
  mouthOpen: 'mouth-open',
  frown: 'frown',
  wideOpen: 'wide-open',
};

/** The features of some frames whose actions were measured. */
export function onnxFeaturesOf(frames: readonly FaceFrame[]): readonly number[] {
  return onnxFaceFeatures.map(
    (name) => frames.reduce((sum, { actions }) => sum + (actions?.[name] ?? 0), 0) / frames.length,
  );
}
