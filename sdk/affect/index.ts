/**
 * Estimates of expressed valence and arousal, each with its uncertainty: the
 * affect tier. Import it only where the deployment may run it; the rest of
 * Assent works without.
 *
 * @module
 */

export type { AffectHead } from '../fusion/affect-head.ts';
export type { DriftReference, ModelCard } from '../models/model-card.ts';
export type { ModelManifest } from '../models/model-manifest.ts';
export { createOnnxAffectHead, type OnnxAffectHead, type OnnxAffectHeadOptions } from './client.ts';
export { createAffectHead } from './create-affect-head.ts';
export { createFaceAffectHead } from './create-face-affect-head.ts';
export { createVoiceAffectHead } from './create-voice-affect-head.ts';
export { driftReferences } from './drift-references.ts';
