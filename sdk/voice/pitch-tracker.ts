import { createCycleLikeness } from './cycle-likeness.ts';
import {
  createPitchAnalyser,
  createPitchCandidates,
  MAXIMUM_CANDIDATES,
  type PitchCandidates,
} from './pitch-candidates.ts';
import { createPitchPath, type PitchDecision, type PitchHop } from './pitch-path.ts';
import { createVoicingEvidence } from './voicing-evidence.ts';

/** Hops that a decision waits for what follows: 10 ms. */
export const PITCH_LOOK_AHEAD_HOPS = 1;

/** What else is known of the stretch that a pitch is looked for in. */
export interface PitchSurroundings {
  /** Where its level stands: 0 at the background, 1 at the speaker's own loudness. */
  readonly height: number;
  /** How far its level lies under the loudest of late. */
  readonly softnessDb: number;
  /** Energy of 1 to 5 kHz over that of 50 to 1000 Hz. */
  readonly alphaRatioDb: number;
}

/** A streaming pitch tracker; one per stream. */
export interface PitchTracker {
  /**
   * Takes the `PITCH_WINDOW` samples of `sound` at `offset`, 10 ms on from the last call, and
   * what is known of their middle; returns whether `decision` was filled: for the stretch
   * {@link PITCH_LOOK_AHEAD_HOPS} calls ago.
   */
  push(
    sound: Float32Array,
    offset: number,
    surroundings: PitchSurroundings,
    decision: PitchDecision,
  ): boolean;
  /** Forgets the path, as at a gap; the speaker's pitch is kept. */
  reset(): void;
}

/** Evidence that it takes to be voiced. */
const VOICING_THRESHOLD = 0.48;
/** What a unit of that evidence counts beside a unit of a candidate's score. */
const VOICING_WEIGHT = 0.65;
/** The share of the two cycles in the middle, beside the periodicity of the whole window. */
const LIKENESS_SHARE = { inScore: 0.35, inVoicing: 0.6 };
/** Prefers the higher of equally strong candidates: a periodic sound repeats at every multiple of its period. */
const OCTAVE_COST = 0.01;
const OCTAVE_COST_NEUTRAL_HZ = 150;
/**
 * What lies further than this from the speaker's own middle of late has to be that much more periodic;
 * less so above it, where an excited voice goes and where every pitch has a candidate an octave below.
 */
const USUAL_OCTAVES = { below: 0.6, above: 0.35 };
const UNUSUAL_COST_PER_OCTAVE = { below: 0.3, above: 0.45 };
/** A voice that is really that high repeats all but perfectly; what falls short by this much gets the whole cost. */
const DOUBTFUL = 0.3;
/** What has a candidate an octave above it that repeats as well, or short of it by no more than the margin, is less believed. */
const SUBHARMONIC = { cost: 0.2, margin: 0.1, octaves: { least: 0.93, most: 1.07 } };
/** Until the speaker is known, what lies lower has to be more periodic: it is the hum of the mains more often than a voice. */
const SELDOM_UNDER = { hertz: 80, costPerOctave: 0.7 };
const MIDDLE_STEP = 0.01;
const MIDDLE_LEARNT_HOPS = 100;
const TRUSTED_STRENGTH = 0.8;
const COSTS = { octaveJump: 0.4, voicingChange: 0.1 };

/**
 * Creates a tracker for 60 to 500 Hz on 16 kHz sound with hops of 10 ms:
 * candidates and costs after Boersma (1993), whose search over the whole
 * recording becomes here one with 10 ms of look-ahead. With half the analysis
 * window that is 30 ms from sound to decision. Where he weighs the periodicity against the
 * level alone, the voicing rests on {@link createVoicingEvidence}, and half of the periodicity on
 * {@link createCycleLikeness}. The middle of the speaker's own pitch of
 * late serves as the second pass of De Looze & Hirst (2008).
 */
export function createPitchTracker(sampleRateHz: number): PitchTracker {
  const analyser = createPitchAnalyser(sampleRateHz);
  const cycles = createCycleLikeness(sampleRateHz);
  const evidence = createVoicingEvidence();
  const path = createPitchPath(COSTS);
  let hop = createHop();
  let after = createHop();
  let middleOctaves = 0;
  let learntHops = 0;

  function learn(octaves: number): void {
    learntHops++;
    // A plain mean at first, then a slow one, of steps that no single octave error can drag far.
    const step = Math.max(MIDDLE_STEP, 1 / learntHops);
    middleOctaves +=
      learntHops === 1 ? octaves : step * Math.max(-0.7, Math.min(0.7, octaves - middleOctaves));
  }

  /** The strength of the candidate an octave above the one given; 0 where there is none. */
  function strengthOfOctave(candidates: PitchCandidates, octaves: number): number {
    let strongest = 0;
    for (let i = 0; i < candidates.count; i++) {
      const above = Math.log2(candidates.frequencyHz[i] as number) - octaves;
      if (above > SUBHARMONIC.octaves.least && above < SUBHARMONIC.octaves.most)
        strongest = Math.max(strongest, candidates.strength[i] as number);
    }
    return strongest;
  }

  /** Fills the scores; returns the best before the speaker's own middle is looked at. */
  function weigh({ candidates, scores }: PitchHop): number {
    const sureness = Math.min(1, learntHops / MIDDLE_LEARNT_HOPS);
    let best = 0;
    for (let i = 0; i < candidates.count; i++) {
      const octaves = Math.log2(candidates.frequencyHz[i] as number);
      const strength = candidates.strength[i] as number;
      const likeness = candidates.likeness[i] as number;
      const own =
        strength +
        LIKENESS_SHARE.inScore * (likeness - strength) +
        OCTAVE_COST * (octaves - Math.log2(OCTAVE_COST_NEUTRAL_HZ));
      const over = octaves - middleOctaves;
      const unusual =
        UNUSUAL_COST_PER_OCTAVE.below * Math.max(0, -over - USUAL_OCTAVES.below) +
        UNUSUAL_COST_PER_OCTAVE.above *
          Math.min(1, (1 - strength) / DOUBTFUL) *
          Math.max(0, over - USUAL_OCTAVES.above);
      const rivalry = Math.max(0, strengthOfOctave(candidates, octaves) + SUBHARMONIC.margin - strength);
      const low = SELDOM_UNDER.costPerOctave * Math.max(0, Math.log2(SELDOM_UNDER.hertz) - octaves);
      scores[i] = own - sureness * unusual - (1 - sureness) * low - SUBHARMONIC.cost * rivalry;
      best = Math.max(best, own);
    }
    return best;
  }

  return {
    reset() {
      cycles.reset();
      path.reset();
      evidence.reset();
    },
    push(sound, offset, { height, softnessDb, alphaRatioDb }, decision) {
      [hop, after] = [after, hop];
      const { candidates } = after;
      analyser.analyse(sound, offset, candidates);
      cycles.compare(sound, offset, candidates);
      let strongest = 0;
      let likest = 0;
      for (let i = 0; i < candidates.count; i++) {
        strongest = Math.max(strongest, candidates.strength[i] as number);
        likest = Math.max(likest, candidates.likeness[i] as number);
      }
      const periodicity = strongest + LIKENESS_SHARE.inVoicing * (likest - strongest);
      evidence.push(periodicity, height, softnessDb, alphaRatioDb);
      hop.unvoicedScore = hop.best - VOICING_WEIGHT * (evidence.settled - VOICING_THRESHOLD);
      after.best = weigh(after);
      after.unvoicedScore = after.best - VOICING_WEIGHT * (evidence.provisional - VOICING_THRESHOLD);
      if (Number.isNaN(evidence.settled)) return false;
      path.push(hop, after, decision);
      if (decision.frequencyHz > 0 && decision.strength >= TRUSTED_STRENGTH)
        learn(Math.log2(decision.frequencyHz));
      return true;
    },
  };
}

interface ScoredHop extends PitchHop {
  /** The best score before the speaker's own middle is looked at. */
  best: number;
}

function createHop(): ScoredHop {
  return {
    candidates: createPitchCandidates(),
    scores: new Float64Array(MAXIMUM_CANDIDATES),
    best: Number.NaN,
    unvoicedScore: Number.NaN,
  };
}
