import type { ModelCard } from './model-card.ts';
import type { ModelManifest, ModelSource } from './model-manifest.ts';
import card from './silero-vad.card.json' with { type: 'json' };
import manifest from './silero-vad.manifest.json' with { type: 'json' };

/** Silero's voice activity network: the probability of speech from 32 ms of sound. */
export const sileroVadModel: ModelManifest = {
  ...manifest,
  // JSON modules widen literals and tuples; load-model.ts checks the real shape before anything is instantiated.
  card: card as unknown as ModelCard,
  sources: manifest.sources as readonly ModelSource[],
};
