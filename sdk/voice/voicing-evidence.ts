/** Weighs what speaks for voice in a hop besides its candidates for the pitch; one per stream. */
export interface VoicingEvidence {
  /**
   * Takes a hop's strongest periodicity, its level and level above the background in dB, and its alpha ratio in dB.
   * Returns the evidence for the hop *before*: strength corrected by the rest, averaged with its two neighbours.
   * NaN on the first call after a reset.
   */
  push(strength: number, levelDbfs: number, signalToNoiseDb: number, alphaRatioDb: number): number;
  /** Forgets the neighbours, as at a gap; the speaker's level is kept. */
  reset(): void;
}

/** The loudest moment of late is forgotten by 5 dB a second. */
const LOUDEST_DECAY_DB = 0.05;
const FIRST_LOUDEST_DBFS = -35;
/** What lies as far under the loudest of late as the background does is background; a span beyond speech's own counts no further. */
const SPAN_DB = { least: 6, most: 30 };
const BACKGROUND_WEIGHT = 0.45;
const SOFTNESS_PER_DB = 0.005;
const SOFTEST_DB = 50;
/** Voice has its energy low, friction high. */
const TILT_PER_DB = 0.015;
const TILT_DB = { least: -20, most: 10 };

/**
 * Creates the weighing after Atal & Rabiner (1976, *A pattern recognition
 * approach to voiced-unvoiced-silence classification*): level and spectral tilt
 * beside periodicity, here as a linear sum in units of strength. Its weights are rounded from
 * fits to speech of two men with laryngograph marks, and checked on resynthesised speech of others.
 */
export function createVoicingEvidence(): VoicingEvidence {
  let loudestDbfs = FIRST_LOUDEST_DBFS;
  let before = Number.NaN;
  let here = Number.NaN;

  return {
    reset() {
      before = Number.NaN;
      here = Number.NaN;
    },
    push(strength, levelDbfs, signalToNoiseDb, alphaRatioDb) {
      loudestDbfs = Math.max(levelDbfs, loudestDbfs - LOUDEST_DECAY_DB);
      const under = loudestDbfs - levelDbfs;
      const span = Math.min(SPAN_DB.most, Math.max(SPAN_DB.least, under + signalToNoiseDb));
      const height = Math.min(1, Math.max(0, signalToNoiseDb) / span);
      const after =
        strength -
        BACKGROUND_WEIGHT * (1 - height) -
        SOFTNESS_PER_DB * Math.min(SOFTEST_DB, under) +
        TILT_PER_DB * Math.max(TILT_DB.least, Math.min(TILT_DB.most, -alphaRatioDb));
      const middle = here;
      const evidence = ((Number.isNaN(before) ? middle : before) + middle + after) / 3;
      before = middle;
      here = after;
      return evidence;
    },
  };
}
