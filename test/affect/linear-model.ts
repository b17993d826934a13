import { makeOnnxModel } from '../../bench/fit/make-onnx-model.ts';
import { onnxFaceFeatures } from '../../sdk/affect/onnx-features.ts';

/** Valence and its deviation, arousal and its deviation. */
export const linearBias: readonly number[] = [0, 0.5, 0, 0.4];

/** A smile is positive and makes it surer, an open mouth is activated. */
export const linearWeights: readonly (readonly number[])[] = onnxFaceFeatures.map((name) => {
  if (name === 'smile') return [0.8, -0.2, 0.3, 0];
  if (name === 'mouthOpen') return [0, 0, 0.7, 0];
  return [-0.1, 0, 0.05, 0];
});

/** The bytes of that model. */
export function linearModel(): Uint8Array<ArrayBuffer> {
  return makeOnnxModel(linearWeights, linearBias);
}
