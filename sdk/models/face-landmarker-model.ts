// Field by field, so that the worker does not carry the tables of figures, a tenth of its size that no code reads.
import {
  authors,
  calibration,
  id,
  input,
  intendedUse,
  licence,
  limits,
  name,
  output,
  prohibitedUse,
  references,
  sha256,
  trainingData,
  version,
} from './face-landmarker.card.json';
import manifest from './face-landmarker.manifest.json' with { type: 'json' };
import type { ModelManifest, ModelSource } from './model-manifest.ts';

/**
 * MediaPipe's face landmarker: 478 landmarks, 52 blendshapes and the head's orientation from one picture. The figures
 * of its evaluations stand in the published card, `face-landmarker.card.json`, alone.
 */
export const faceLandmarkerModel: ModelManifest = {
  ...manifest,
  card: {
    id,
    version,
    name,
    sha256,
    licence,
    authors,
    input,
    output,
    trainingData,
    intendedUse,
    prohibitedUse,
    limits,
    evaluations: [],
    corruption: [],
    calibration,
    references,
  },
  // JSON modules widen literals; load-model.ts checks the real shape before anything is instantiated.
  sources: manifest.sources as readonly ModelSource[],
};
