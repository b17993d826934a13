import type { AffectHead } from '../fusion/affect-head.ts';
import type { Modality } from '../vocabulary.ts';
import { createFaceAffectHead } from './create-face-affect-head.ts';
import { createVoiceAffectHead } from './create-voice-affect-head.ts';

/** Creates the default head of a modality: rules from the literature, nothing fitted, no file to load. */
export function createAffectHead(modality: Modality): AffectHead {
  return modality === 'face' ? createFaceAffectHead() : createVoiceAffectHead();
}
