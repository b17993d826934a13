import type { VoiceFrame } from '../vocabulary.ts';
import { createSyllableNuclei } from './syllable-nuclei.ts';

/** Counts the syllables of one voice. */
export interface SyllableCounter {
  /** Takes the next frame; returns how many syllables were just confirmed, 0 or 1. */
  push(frame: VoiceFrame): 0 | 1;
  /** Forgets the contour, as at a gap. */
  reset(): void;
}

/** A nucleus stands out from the background by at least this much. */
const ABOVE_FLOOR_DB = 6;

/** Creates a counter of voiced nuclei that stand out from the background. */
export function createSyllableCounter(): SyllableCounter {
  const nuclei = createSyllableNuclei();
  return {
    reset: () => nuclei.reset(),
    push({ loudnessDbfs, signalToNoiseDb, pitchHz }) {
      return nuclei.push(loudnessDbfs, pitchHz !== null, loudnessDbfs - signalToNoiseDb + ABOVE_FLOOR_DB);
    },
  };
}
