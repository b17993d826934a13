import type { VoiceFrame } from '../vocabulary.ts';
import { median } from './empirical-rank.ts';

/** The three features of Bone, Lee & Narayanan 2014, over one stretch of speech. */
export interface SpeechStretch {
  /** Median of log2 of the fundamental frequency. */
  readonly pitch: number;
  /** Median level. */
  readonly loudness: number;
  /** Median of HF500. */
  readonly highFrequencyEnergy: number;
}

/** Names of the features, in a fixed order. */
export const stretchFeatures: readonly (keyof SpeechStretch)[] = ['pitch', 'loudness', 'highFrequencyEnergy'];

/** Fewer voiced frames than this have no median worth the name. */
const leastVoicedFrames = 20;

/** Describes frames of speech; `null` where too few are voiced. */
export function describeStretch(frames: readonly VoiceFrame[]): SpeechStretch | null {
  const pitches = frames.flatMap(({ pitchHz }) =>
    pitchHz === null || pitchHz <= 0 ? [] : [Math.log2(pitchHz)],
  );
  const energies = frames.flatMap(({ spectral }) => (spectral === null ? [] : [spectral.hf500Db]));
  if (pitches.length < leastVoicedFrames || energies.length < leastVoicedFrames) return null;
  return {
    pitch: median(pitches),
    loudness: median(frames.map(({ loudnessDbfs }) => loudnessDbfs)),
    highFrequencyEnergy: median(energies),
  };
}
