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

/** A search for the best path through the candidates that decides `lookAheadHops` late. */
export interface PitchPath {
  /**
   * Adds a hop: its candidates, the score of each and the score of being
   * unvoiced. Returns whether `decision` was filled, which it is for the hop
   * `lookAheadHops` earlier.
   */
  push(
    candidates: PitchCandidates,
    scores: Float64Array,
    unvoicedScore: number,
    decision: PitchDecision,
  ): boolean;
  /** Forgets everything, as at a gap. */
  reset(): void;
}

const STATES = MAXIMUM_CANDIDATES + 1;

/**
 * Creates a Viterbi search after Boersma (1993) that, unlike his, runs on a
 * stream: it decides each hop `lookAheadHops` hops later and never revises.
 */
export function createPitchPath(lookAheadHops: number, costs: PitchPathCosts): PitchPath {
  const depth = lookAheadHops + 1;
  const octave = Array.from({ length: depth }, () => new Float64Array(STATES));
  const frequency = Array.from({ length: depth }, () => new Float64Array(STATES));
  const strength = Array.from({ length: depth }, () => new Float64Array(STATES));
  const best = Array.from({ length: depth }, () => new Float64Array(STATES));
  const from = Array.from({ length: depth }, () => new Int32Array(STATES));
  const states = new Int32Array(depth);
  let hops = 0;

  function scoreOf(now: number, past: number, state: number): number {
    const pastBest = best[past] as Float64Array;
    const pastOctave = octave[past] as Float64Array;
    const here = (octave[now] as Float64Array)[state] as number;
    let top = (pastBest[0] as number) - (state === 0 ? 0 : costs.voicingChange);
    let origin = 0;
    for (let other = 1; other < (states[past] as number); other++) {
      const cost =
        state === 0 ? costs.voicingChange : costs.octaveJump * Math.abs(here - (pastOctave[other] as number));
      const score = (pastBest[other] as number) - cost;
      if (score > top) {
        top = score;
        origin = other;
      }
    }
    (from[now] as Int32Array)[state] = origin;
    return top;
  }

  return {
    reset() {
      hops = 0;
    },
    push(candidates, scores, unvoicedScore, decision) {
      const now = hops % depth;
      const past = (hops + depth - 1) % depth;
      states[now] = candidates.count + 1;
      let strongest = 0;
      for (let i = 0; i < candidates.count; i++) {
        (frequency[now] as Float64Array)[i + 1] = candidates.frequencyHz[i] as number;
        (octave[now] as Float64Array)[i + 1] = Math.log2(candidates.frequencyHz[i] as number);
        (strength[now] as Float64Array)[i + 1] = candidates.strength[i] as number;
        strongest = Math.max(strongest, candidates.strength[i] as number);
      }
      (frequency[now] as Float64Array)[0] = 0;
      (strength[now] as Float64Array)[0] = strongest;

      let top = Number.NEGATIVE_INFINITY;
      let topState = 0;
      for (let state = 0; state <= candidates.count; state++) {
        const own = state === 0 ? unvoicedScore : (scores[state - 1] as number);
        const score = own + (hops === 0 ? 0 : scoreOf(now, past, state));
        (best[now] as Float64Array)[state] = score;
        if (score > top) {
          top = score;
          topState = state;
        }
      }
      // Only differences matter: without this the sums would lose precision over an hour of speech.
      for (let state = 0; state <= candidates.count; state++) {
        (best[now] as Float64Array)[state] = ((best[now] as Float64Array)[state] as number) - top;
      }
      hops++;
      if (hops < depth) return false;

      let state = topState;
      for (let back = 0; back < lookAheadHops; back++) {
        state = (from[(now + depth - back) % depth] as Int32Array)[state] as number;
      }
      const decided = (now + 1) % depth;
      decision.frequencyHz = (frequency[decided] as Float64Array)[state] as number;
      decision.strength = Math.min(1, Math.max(0, (strength[decided] as Float64Array)[state] as number));
      return true;
    },
  };
}
