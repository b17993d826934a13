// A single field of each, so that the bundle does not carry the whole cards.
import { drift as faceDrift } from '../models/face-affect-rules.card.json';
import type { DriftReference } from '../models/model-card.ts';
import { drift as voiceDrift } from '../models/voice-affect-rules.card.json';
import type { Modality } from '../vocabulary.ts';

/**
 * How the answers of the modality's own head were distributed over the data that its card's figures come from,
 * of voices over ordinary speech alone. A session compares its own with it.
 */
export function driftReferences(modality: Modality): readonly DriftReference[] {
  return modality === 'face' ? faceDrift : voiceDrift;
}
