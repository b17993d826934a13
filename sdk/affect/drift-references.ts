// A single field, so that the bundle does not carry the whole card.
import { drift as faceDrift } from '../models/face-affect-rules.card.json';
import type { DriftReference } from '../models/model-card.ts';
import type { Modality } from '../vocabulary.ts';

/**
 * How the answers of the modality's own head were distributed over the data that its card's figures come from;
 * empty where that was not measured. A session compares its own with it.
 */
export function driftReferences(modality: Modality): readonly DriftReference[] {
  return modality === 'face' ? faceDrift : [];
}
