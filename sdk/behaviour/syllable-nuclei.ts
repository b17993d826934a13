/** What a nucleus is looked for in. */
export interface SyllableFrame {
  /** Perceived loudness in dB; any constant may be added to all. */
  readonly loudnessDb: number;
  readonly levelDbfs: number;
  readonly voiced: boolean;
}

/** Finds the nuclei of syllables in a stream of frames. */
export interface SyllableNuclei {
  /** Takes one frame; returns how many nuclei were just confirmed, 0 or 1. */
  push(frame: SyllableFrame): 0 | 1;
  /** Forgets the contour, as at a gap. */
  reset(): void;
}

/** A peak counts only if the loudness dipped by this much before it and does so after it. */
const DIP_DB = 0.8;
const SMOOTHING = { loudness: 4, level: 3 };
/** Voicing within this distance of the peak makes it a vowel's. */
const VOICED_REACH_FRAMES = 5;
/** A nucleus is not this much softer than the loudest of late, which is forgotten by a decibel a second. */
const UNDER_LOUDEST_DB = 25;
const LOUDEST_DECAY_DB = 0.01;

/**
 * Creates a detector after de Jong & Wempe (2009, *Praat script to detect
 * syllable nuclei and measure speech rate automatically*): voiced peaks that stand out, with a dip on either side.
 * Theirs dip by 2 dB of intensity; here it is 0.8 dB of loudness, which compresses and weighs as the ear does: it
 * keeps the hills of vowels that share one voiced stretch, and sees less of a glottal pulse or a creak. How far it
 * stands above the background is not asked: what is no speech has no loudness here, and who speaks from the first
 * moment has given no background to be known.
 */
export function createSyllableNuclei(): SyllableNuclei {
  const loudnesses = createRunningMean(SMOOTHING.loudness);
  const levels = createRunningMean(SMOOTHING.level);
  const peak = { loudnessDb: Number.NEGATIVE_INFINITY, levelDbfs: 0, voiced: false };
  let valley = Number.POSITIVE_INFINITY;
  let voicedAge = Number.POSITIVE_INFINITY;
  let framesSincePeak = 0;
  let loudest = Number.NEGATIVE_INFINITY;

  function reset(): void {
    loudnesses.reset();
    levels.reset();
    peak.loudnessDb = Number.NEGATIVE_INFINITY;
    valley = Number.POSITIVE_INFINITY;
    voicedAge = Number.POSITIVE_INFINITY;
    loudest = Number.NEGATIVE_INFINITY;
  }

  function climbTo(loudnessDb: number, levelDbfs: number): void {
    peak.loudnessDb = loudnessDb;
    peak.levelDbfs = levelDbfs;
    peak.voiced = voicedAge <= VOICED_REACH_FRAMES;
    framesSincePeak = 0;
  }

  return {
    reset,
    push(frame) {
      const loudness = loudnesses.push(frame.loudnessDb);
      const level = levels.push(frame.levelDbfs);
      voicedAge = frame.voiced ? 0 : voicedAge + 1;
      loudest = Math.max(loudest - LOUDEST_DECAY_DB, level);

      if (loudness > peak.loudnessDb) climbTo(loudness, level);
      else if (++framesSincePeak <= VOICED_REACH_FRAMES && frame.voiced) peak.voiced = true;
      if (peak.loudnessDb - valley < DIP_DB) {
        if (loudness < valley) {
          valley = loudness;
          climbTo(loudness, level);
        }
        return 0;
      }
      if (peak.loudnessDb - loudness < DIP_DB) return 0;
      const isNucleus = peak.voiced && peak.levelDbfs > loudest - UNDER_LOUDEST_DB;
      valley = loudness;
      climbTo(loudness, level);
      return isNucleus ? 1 : 0;
    },
  };
}

function createRunningMean(length: number): { push(value: number): number; reset(): void } {
  const recent = new Float64Array(length);
  let count = 0;
  return {
    reset() {
      count = 0;
    },
    push(value) {
      recent[count++ % length] = value;
      let sum = 0;
      const have = Math.min(count, length);
      for (let i = 0; i < have; i++) sum += recent[i] as number;
      return sum / have;
    },
  };
}
