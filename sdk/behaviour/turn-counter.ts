/** Follows the turns of one speaker. */
export interface TurnCounter {
  /** Takes one frame; returns whether it lies within a turn (pauses within it included). */
  push(atSeconds: number, speaking: boolean): boolean;
  /** Turns that lie at least partly within the last `windowSeconds`. */
  countWithin(nowSeconds: number, windowSeconds: number): number;
  /** Mean length of those, from first to last word; NaN of none. */
  meanLengthWithin(nowSeconds: number, windowSeconds: number): number;
}

/** Silence that ends a turn. */
const TURN_END_SECONDS = 1;
/** Speech that makes a turn; less is a "mhm". */
const TURN_MINIMUM_SECONDS = 0.5;

const REMEMBERED = 128;

/**
 * Creates a counter of turns from own activity alone: stretches of speech less
 * than a second apart are one turn, and one with less than half a second of speech in it is none.
 */
export function createTurnCounter(): TurnCounter {
  const starts = new Float64Array(REMEMBERED);
  const ends = new Float64Array(REMEMBERED).fill(Number.NEGATIVE_INFINITY);
  let turns = 0;
  let current = false;
  let counted = false;
  let startedAt = Number.NaN;
  let spokenSeconds = 0;
  let lastSpokenAt = Number.NEGATIVE_INFINITY;
  let lastAt = Number.NaN;

  function countWithin(nowSeconds: number, windowSeconds: number): number {
    let count = 0;
    for (let i = 0; i < REMEMBERED; i++) if ((ends[i] as number) > nowSeconds - windowSeconds) count++;
    return count;
  }

  return {
    countWithin,
    meanLengthWithin(nowSeconds, windowSeconds) {
      let sum = 0;
      for (let i = 0; i < REMEMBERED; i++) {
        const end = ends[i] as number;
        if (end > nowSeconds - windowSeconds) sum += end - (starts[i] as number);
      }
      const count = countWithin(nowSeconds, windowSeconds);
      return count === 0 ? Number.NaN : sum / count;
    },
    push(atSeconds, speaking) {
      const step = Number.isNaN(lastAt) ? 0 : Math.min(0.1, Math.max(0, atSeconds - lastAt));
      lastAt = atSeconds;
      if (current && atSeconds - lastSpokenAt > TURN_END_SECONDS) current = false;
      if (speaking) {
        if (!current) {
          current = true;
          counted = false;
          startedAt = atSeconds;
          spokenSeconds = 0;
        }
        spokenSeconds += step;
        lastSpokenAt = atSeconds;
        if (!counted && spokenSeconds >= TURN_MINIMUM_SECONDS) {
          counted = true;
          starts[turns % REMEMBERED] = startedAt;
          turns++;
        }
        if (counted) ends[(turns - 1) % REMEMBERED] = atSeconds;
      }
      return current;
    },
  };
}
