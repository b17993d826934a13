import type { VoiceFrame } from '../vocabulary.ts';
import { createSyllableNuclei } from './syllable-nuclei.ts';

/** Counts the syllables of one voice. */
export interface SyllableCounter {
  /** Takes the next frame; returns how many syllables were just confirmed, 0 or 1. */
  push(frame: VoiceFrame): 0 | 1;
  /** Forgets the contour, as at a gap. */
  reset(): void;
}

/** Loudness of what is not described, as it is no speech. */
const SILENCE = 0.001;

/** Creates a counter of voiced nuclei of speech. */
export function createSyllableCounter(): SyllableCounter {
  const nuclei = createSyllableNuclei();
  const frame = { loudnessDb: 0, levelDbfs: 0, voiced: false };
  return {
    reset: () => nuclei.reset(),
    push({ loudnessDbfs, pitchHz, spectral }) {
      frame.loudnessDb = 20 * Math.log10((spectral?.loudness ?? 0) + SILENCE);
      frame.levelDbfs = loudnessDbfs;
      frame.voiced = pitchHz !== null;
      return nuclei.push(frame);
    },
  };
}
