import card from './face-landmarker.card.json' with { type: 'json' };
import manifest from './face-landmarker.manifest.json' with { type: 'json' };
import type { ModelCard } from './model-card.ts';
import type { ModelManifest, ModelSource } from './model-manifest.ts';

/** MediaPipe's face landmarker: 478 landmarks, 52 blendshapes and the head's orientation from one picture. */
export const faceLandmarkerModel: ModelManifest = {
  ...manifest,
  // JSON modules widen literals and tuples; load-model.ts checks the real shape before anything is instantiated.
  card: card as unknown as ModelCard,
  sources: manifest.sources as readonly ModelSource[],
};
