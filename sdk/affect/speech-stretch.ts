import type { VoiceFrame } from '../vocabulary.ts';
import { median } from './empirical-rank.ts';

/** The three features of Bone, Lee & Narayanan 2014, over one stretch of speech. */
export interface SpeechStretch {
  /** Median of log2 of the fundamental frequency. */
  readonly pitch: number;
  /** Median level of voiced frames: how much is unvoiced depends on the words. */
  readonly loudness: number;
  /** Median of HF500 of voiced frames. */
  readonly highFrequencyEnergy: number;
}

/** Names of the features, in a fixed order. */
export const stretchFeatures: readonly (keyof SpeechStretch)[] = ['pitch', 'loudness', 'highFrequencyEnergy'];

/** Fewer voiced frames than this have no median worth the name. */
const leastVoicedFrames = 20;

/** Describes frames of speech; `null` where too few are voiced. */
export function describeStretch(frames: readonly VoiceFrame[]): SpeechStretch | null {
  const voiced = frames.filter(({ pitchHz }) => pitchHz !== null && pitchHz > 0);
  const energies = voiced.flatMap(({ spectral }) => (spectral === null ? [] : [spectral.hf500Db]));
  if (voiced.length < leastVoicedFrames || energies.length < leastVoicedFrames) return null;
  return {
    pitch: median(voiced.map(({ pitchHz }) => Math.log2(pitchHz ?? 1))),
    loudness: median(voiced.map(({ loudnessDbfs }) => loudnessDbfs)),
    highFrequencyEnergy: median(energies),
  };
}
