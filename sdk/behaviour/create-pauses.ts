import { SPEECH_HANGOVER_SECONDS } from './speech-gate.ts';
import { createWindowedSum } from './windowed-sum.ts';

/** Measures the pauses that a speaker makes within their turns. */
export interface Pauses {
  /** Takes one frame. */
  push(atSeconds: number, speaking: boolean, inTurn: boolean): void;
  /** Pauses that ended within the window. */
  readonly count: number;
  /** Mean length of those in seconds; NaN of none. */
  readonly meanSeconds: number;
}

/** Shorter silences belong to the sounds of speech: stops, and what Goldman-Eisler (1968) left out as articulation. */
const SHORTEST_SECONDS = 0.25;
const MOST_PAUSES = 256;

/** Creates the measure over a sliding window: silences of 0.25 s and more between two stretches of speech of one turn. */
export function createPauses(windowSeconds: number): Pauses {
  const lengths = createWindowedSum(windowSeconds, MOST_PAUSES);
  let silentSince = Number.NaN;
  return {
    get count() {
      return lengths.count;
    },
    get meanSeconds() {
      return lengths.count === 0 ? Number.NaN : lengths.sum / lengths.count;
    },
    push(atSeconds, speaking, inTurn) {
      lengths.advance(atSeconds);
      if (!inTurn) silentSince = Number.NaN;
      else if (!speaking) silentSince = Number.isNaN(silentSince) ? atSeconds : silentSince;
      else if (!Number.isNaN(silentSince)) {
        const length = atSeconds - silentSince + SPEECH_HANGOVER_SECONDS;
        if (length >= SHORTEST_SECONDS) lengths.push(atSeconds, length);
        silentSince = Number.NaN;
      }
    },
  };
}
