import { MAXIMUM_CANDIDATES, type PitchCandidates } from './pitch-candidates.ts';

/** One decided hop. */
export interface PitchDecision {
  /** 0 where the hop is unvoiced. */
  frequencyHz: number;
  /** Strength of the periodicity, 0 to 1, whatever the decision. */
  strength: number;
}

/** What a path through the candidates costs; in units of strength. */
export interface PitchPathCosts {
  /** Per octave that two neighbouring voiced hops lie apart. */
  readonly octaveJump: number;
  /** For a change between voiced and unvoiced. */
  readonly voicingChange: number;
}

/** What a path may go through in one hop. */
export interface PitchHop {
  readonly candidates: PitchCandidates;
  /** The score of each candidate. */
  readonly scores: Float64Array;
  /** The score of being unvoiced. */
  unvoicedScore: number;
}

/** A search for the best path through the candidates that decides one hop late. */
export interface PitchPath {
  /**
   * Adds `hop` and decides it, with a look at the hop `after` it: what that scores may be provisional, as it is
   * added only by the next call.
   */
  push(hop: PitchHop, after: PitchHop, decision: PitchDecision): void;
  /** Forgets everything, as at a gap. */
  reset(): void;
}

const STATES = MAXIMUM_CANDIDATES + 1;
/** The state of being unvoiced; state `i + 1` is the candidate `i`. */
const UNVOICED = 0;

/**
 * Creates a Viterbi search after Boersma (1993) that, unlike his, runs on a
 * stream: it decides each hop when the next one is there, and never revises.
 */
export function createPitchPath(costs: PitchPathCosts): PitchPath {
  /** States of the hop that was added last; before the first, silence. */
  let count = 1;
  let octaves = new Float64Array(STATES);
  let best = new Float64Array(STATES);
  let nextOctaves = new Float64Array(STATES);
  let nextBest = new Float64Array(STATES);
  const origins = new Int32Array(STATES);

  /** Goes on from the hop that was added last: how well a path to each state of `hop` does, and where it comes from. */
  function advance({ candidates, scores, unvoicedScore }: PitchHop): void {
    for (let state = 0; state <= candidates.count; state++) {
      const isVoiced = state !== UNVOICED;
      const octave = isVoiced ? Math.log2(candidates.frequencyHz[state - 1] as number) : 0;
      let top = (best[UNVOICED] as number) - (isVoiced ? costs.voicingChange : 0);
      let origin = UNVOICED;
      for (let other = 1; other < count; other++) {
        const cost = isVoiced
          ? costs.octaveJump * Math.abs(octave - (octaves[other] as number))
          : costs.voicingChange;
        const gain = (best[other] as number) - cost;
        if (gain > top) {
          top = gain;
          origin = other;
        }
      }
      nextOctaves[state] = octave;
      nextBest[state] = top + (isVoiced ? (scores[state - 1] as number) : unvoicedScore);
      origins[state] = origin;
    }
  }

  function add(hop: PitchHop): void {
    advance(hop);
    [octaves, nextOctaves] = [nextOctaves, octaves];
    [best, nextBest] = [nextBest, best];
    count = hop.candidates.count + 1;
    // Only differences matter: without this the sums would lose precision over an hour of speech.
    const first = best[UNVOICED] as number;
    for (let state = 0; state < count; state++) best[state] = (best[state] as number) - first;
  }

  return {
    reset() {
      count = 1;
      best[UNVOICED] = 0;
    },
    push(hop, after, decision) {
      add(hop);
      advance(after);
      let chosen = UNVOICED;
      for (let state = 1; state <= after.candidates.count; state++) {
        if ((nextBest[state] as number) > (nextBest[chosen] as number)) chosen = state;
      }
      const origin = origins[chosen] as number;
      const { count: found, frequencyHz, strength } = hop.candidates;
      let strongest = 0;
      for (let i = 0; i < found; i++) strongest = Math.max(strongest, strength[i] as number);
      const isVoiced = origin !== UNVOICED;
      decision.frequencyHz = isVoiced ? (frequencyHz[origin - 1] as number) : 0;
      decision.strength = Math.min(1, isVoiced ? (strength[origin - 1] as number) : strongest);
    },
  };
}
