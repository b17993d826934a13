/** Weighs what speaks for voice in a hop besides its candidates for the pitch; one per stream. */
export interface VoicingEvidence {
  /**
   * Takes a hop's periodicity, where its level stands (0 background, 1 the speaker's own; dB under the
   * loudest of late), and its alpha ratio in dB.
   * Fills {@link VoicingEvidence.settled} and {@link VoicingEvidence.provisional}: periodicity corrected by the
   * rest, averaged with the neighbours, which count about half as much.
   */
  push(periodicity: number, height: number, softnessDb: number, alphaRatioDb: number): void;
  /** The evidence for the hop before the last; NaN after the first. */
  readonly settled: number;
  /** The evidence for the last hop, whose follower is not known yet. */
  readonly provisional: number;
  /** Forgets the neighbours, as at a gap. */
  reset(): void;
}

const NEIGHBOUR_WEIGHT = 0.55;
const BACKGROUND_WEIGHT = 0.25;
const SOFTNESS_PER_DB = 0.008;
/** Voice has its energy low, friction high. */
const TILT_PER_DB = 0.012;
const TILT_DB = { least: -20, most: 10 };

/**
 * Creates the weighing after Atal & Rabiner (1976, *A pattern recognition
 * approach to voiced-unvoiced-silence classification*): level and spectral tilt
 * beside periodicity, here as a linear sum in units of strength. Its weights are rounded from
 * fits to speech of two men with laryngograph marks, and checked on resynthesised speech of others.
 */
export function createVoicingEvidence(): VoicingEvidence {
  let before = Number.NaN;
  let here = Number.NaN;
  let settled = Number.NaN;
  let provisional = Number.NaN;

  /** Averages a hop with its neighbours; one that is not known is taken to be as the hop itself. */
  const average = (earlier: number, middle: number, later: number): number =>
    (middle + NEIGHBOUR_WEIGHT * ((Number.isNaN(earlier) ? middle : earlier) + later)) /
    (1 + 2 * NEIGHBOUR_WEIGHT);

  return {
    get settled() {
      return settled;
    },
    get provisional() {
      return provisional;
    },
    reset() {
      before = Number.NaN;
      here = Number.NaN;
    },
    push(periodicity, height, softnessDb, alphaRatioDb) {
      const newest =
        periodicity -
        BACKGROUND_WEIGHT * (1 - height) -
        SOFTNESS_PER_DB * softnessDb +
        TILT_PER_DB * Math.max(TILT_DB.least, Math.min(TILT_DB.most, -alphaRatioDb));
      settled = average(before, here, newest);
      provisional = average(here, newest, newest);
      before = here;
      here = newest;
    },
  };
}
