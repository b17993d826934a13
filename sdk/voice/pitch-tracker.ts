import {
  createPitchAnalyser,
  createPitchCandidates,
  MAXIMUM_CANDIDATES,
  PITCH_FLOOR_HZ,
} from './pitch-candidates.ts';
import { createPitchPath, type PitchDecision } from './pitch-path.ts';

/** Hops that a decision waits for what follows: 30 ms. */
export const PITCH_LOOK_AHEAD_HOPS = 3;

/** A streaming pitch tracker; one per stream. */
export interface PitchTracker {
  /**
   * Takes the `PITCH_WINDOW` samples of `sound` at `offset`, 10 ms on from the
   * last call, and their level above the background; returns whether `decision` was filled: for the stretch
   * {@link PITCH_LOOK_AHEAD_HOPS} calls ago.
   */
  push(sound: Float32Array, offset: number, signalToNoiseDb: number, decision: PitchDecision): boolean;
  /** Forgets the path, as at a gap; the speaker's level is kept. */
  reset(): void;
}

const VOICING_THRESHOLD = 0.45;
const SILENCE_THRESHOLD = 0.03;
/** Prefers the higher of equally strong candidates: a periodic sound repeats at every multiple of its period. */
const OCTAVE_COST = 0.01;
/** What stands out from the background by less needs to be more periodic: hum and hiss have chance periods. */
const CLEAR_DB = 12;
const NOISE_PENALTY = 0.25;
const COSTS = { octaveJump: 0.35, voicingChange: 0.14 };
/** The loudest moment is forgotten with a half-life of 10 s. */
const PEAK_DECAY_PER_HOP: number = 0.5 ** (1 / 1000);
const LOWEST_REFERENCE_PEAK = 0.005;

/**
 * Creates a tracker for 60 to 500 Hz on 16 kHz sound with hops of 10 ms:
 * candidates and costs after Boersma (1993), whose loudest moment of the
 * recording becomes here the loudest of late, and whose search over the whole
 * recording a search with 30 ms of look-ahead. With half the analysis window
 * that is 54 ms from sound to decision.
 */
export function createPitchTracker(sampleRateHz: number): PitchTracker {
  const analyser = createPitchAnalyser(sampleRateHz);
  const candidates = createPitchCandidates();
  const scores = new Float64Array(MAXIMUM_CANDIDATES);
  const path = createPitchPath(PITCH_LOOK_AHEAD_HOPS, COSTS);
  let referencePeak = LOWEST_REFERENCE_PEAK;

  return {
    reset: () => path.reset(),
    push(sound, offset, signalToNoiseDb, decision) {
      analyser.analyse(sound, offset, candidates);
      referencePeak = Math.max(LOWEST_REFERENCE_PEAK, candidates.peak, referencePeak * PEAK_DECAY_PER_HOP);
      for (let i = 0; i < candidates.count; i++) {
        scores[i] =
          (candidates.strength[i] as number) +
          OCTAVE_COST * Math.log2((candidates.frequencyHz[i] as number) / PITCH_FLOOR_HZ);
      }
      const relative = candidates.peak / referencePeak;
      const unvoiced =
        VOICING_THRESHOLD +
        Math.max(0, 2 - (relative * (1 + VOICING_THRESHOLD)) / SILENCE_THRESHOLD) +
        NOISE_PENALTY * Math.min(1, Math.max(0, 1 - signalToNoiseDb / CLEAR_DB));
      return path.push(candidates, scores, unvoiced, decision);
    },
  };
}
