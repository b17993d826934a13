import { createPitchAnalyser, createPitchCandidates, MAXIMUM_CANDIDATES } from './pitch-candidates.ts';
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
const OCTAVE_COST = 0.02;
const OCTAVE_COST_NEUTRAL_HZ = 150;
/**
 * What lies further than this below the speaker's own middle of late has to be that much more periodic.
 * Not so above it: every high pitch has a candidate an octave below, and would be mistaken for that.
 */
const USUAL_OCTAVES = 0.6;
const UNUSUAL_COST_PER_OCTAVE = 0.3;
const MIDDLE_STEP = 0.01;
const MIDDLE_LEARNT_HOPS = 100;
const TRUSTED_STRENGTH = 0.8;
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
 * that is 54 ms from sound to decision. The middle of the speaker's own pitch of late
 * serves as the second pass of De Looze & Hirst (2008), here against octaves too low only.
 */
export function createPitchTracker(sampleRateHz: number): PitchTracker {
  const analyser = createPitchAnalyser(sampleRateHz);
  const candidates = createPitchCandidates();
  const scores = new Float64Array(MAXIMUM_CANDIDATES);
  const path = createPitchPath(PITCH_LOOK_AHEAD_HOPS, COSTS);
  let referencePeak = LOWEST_REFERENCE_PEAK;
  let middleOctaves = 0;
  let learntHops = 0;

  function learn(octaves: number): void {
    learntHops++;
    // A plain mean at first, then a slow one, of steps that no single octave error can drag far.
    const step = Math.max(MIDDLE_STEP, 1 / learntHops);
    middleOctaves +=
      learntHops === 1 ? octaves : step * Math.max(-0.7, Math.min(0.7, octaves - middleOctaves));
  }

  return {
    reset: () => path.reset(),
    push(sound, offset, signalToNoiseDb, decision) {
      analyser.analyse(sound, offset, candidates);
      referencePeak = Math.max(LOWEST_REFERENCE_PEAK, candidates.peak, referencePeak * PEAK_DECAY_PER_HOP);
      const weight = UNUSUAL_COST_PER_OCTAVE * Math.min(1, learntHops / MIDDLE_LEARNT_HOPS);
      for (let i = 0; i < candidates.count; i++) {
        const octaves = Math.log2(candidates.frequencyHz[i] as number);
        scores[i] =
          (candidates.strength[i] as number) +
          OCTAVE_COST * (octaves - Math.log2(OCTAVE_COST_NEUTRAL_HZ)) -
          weight * Math.max(0, middleOctaves - octaves - USUAL_OCTAVES);
      }
      const relative = candidates.peak / referencePeak;
      const unvoiced =
        VOICING_THRESHOLD +
        Math.max(0, 2 - (relative * (1 + VOICING_THRESHOLD)) / SILENCE_THRESHOLD) +
        NOISE_PENALTY * Math.min(1, Math.max(0, 1 - signalToNoiseDb / CLEAR_DB));
      if (!path.push(candidates, scores, unvoiced, decision)) return false;
      if (decision.frequencyHz > 0 && decision.strength >= TRUSTED_STRENGTH)
        learn(Math.log2(decision.frequencyHz));
      return true;
    },
  };
}
