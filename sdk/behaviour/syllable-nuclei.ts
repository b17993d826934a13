/** Finds the nuclei of syllables in a stream of levels and voicing. */
export interface SyllableNuclei {
  /**
   * Takes one frame's level in dBFS, whether it is voiced, and the level that
   * speech has to exceed. Returns how many nuclei were just confirmed, 0 or 1.
   */
  push(levelDbfs: number, voiced: boolean, thresholdDbfs: number): 0 | 1;
  /** Forgets the contour, as at a gap. */
  reset(): void;
}

/** A peak counts only if the level dipped by this much before it and does so after it. */
const DIP_DB = 1;
const SMOOTHING_FRAMES = 3;
/** Voicing within this distance of the peak makes it a vowel's. */
const VOICED_REACH_FRAMES = 5;
/** A nucleus is not this much softer than the loudest of late, which is forgotten by a decibel a second. */
const UNDER_LOUDEST_DB = 25;
const LOUDEST_DECAY_DB = 0.01;

/**
 * Creates a detector after de Jong & Wempe (2009, *Praat script to detect
 * syllable nuclei and measure speech rate automatically*): voiced peaks of the
 * smoothed intensity above a threshold, with a dip on either side. Theirs is 2 dB on
 * an intensity that is smoothed over 43 ms and more; on frames of 20 ms smoothed over 40 ms, 1 dB
 * misses fewer syllables that share a vowel's hill.
 */
export function createSyllableNuclei(): SyllableNuclei {
  const recent = new Float64Array(SMOOTHING_FRAMES);
  let frames = 0;
  let sum = 0;
  let valley = Number.POSITIVE_INFINITY;
  let peak = Number.NEGATIVE_INFINITY;
  let peakVoiced = false;
  let voicedAge = Number.POSITIVE_INFINITY;
  let framesSincePeak = 0;
  let loudest = Number.NEGATIVE_INFINITY;

  return {
    reset() {
      recent.fill(0);
      frames = 0;
      sum = 0;
      valley = Number.POSITIVE_INFINITY;
      peak = Number.NEGATIVE_INFINITY;
      peakVoiced = false;
      voicedAge = Number.POSITIVE_INFINITY;
      loudest = Number.NEGATIVE_INFINITY;
    },
    push(levelDbfs, voiced, thresholdDbfs) {
      const slot = frames % SMOOTHING_FRAMES;
      sum += levelDbfs - (frames < SMOOTHING_FRAMES ? 0 : (recent[slot] as number));
      recent[slot] = levelDbfs;
      frames++;
      const level = sum / Math.min(frames, SMOOTHING_FRAMES);
      voicedAge = voiced ? 0 : voicedAge + 1;
      loudest = Math.max(loudest - LOUDEST_DECAY_DB, level);

      if (level > peak) {
        peak = level;
        peakVoiced = voicedAge <= VOICED_REACH_FRAMES;
        framesSincePeak = 0;
      } else {
        framesSincePeak++;
        if (voiced && framesSincePeak <= VOICED_REACH_FRAMES) peakVoiced = true;
      }
      if (peak - valley < DIP_DB) {
        if (level < valley) {
          valley = level;
          peak = level;
          peakVoiced = voicedAge <= VOICED_REACH_FRAMES;
        }
        return 0;
      }
      if (peak - level < DIP_DB) return 0;
      const isNucleus = peakVoiced && peak > thresholdDbfs && peak > loudest - UNDER_LOUDEST_DB;
      valley = level;
      peak = level;
      peakVoiced = voicedAge <= VOICED_REACH_FRAMES;
      return isNucleus ? 1 : 0;
    },
  };
}
