/** Notices blinks. */
export interface Blinks {
  /** Takes one closure of the lids in, 0 to 1; `true` when a blink is over. `null` where the eyes were not measured. */
  push(atSeconds: number, eyeClosure: number | null): boolean;
}

const closed = 0.3;
const open = 0.2;
/** Blinks last 0.1 to 0.4 s (Stern, Walrath & Goldstein 1984); longer is closing the eyes. Sampling adds to it. */
const longestSeconds = 0.6;

/** A blink is the lids closing and opening again within a short time, told apart by two thresholds so that noise does not count. */
export function createBlinks(): Blinks {
  let closedAtSeconds: number | null = null;
  return {
    push(atSeconds, eyeClosure) {
      if (eyeClosure === null) {
        closedAtSeconds = null;
        return false;
      }
      if (closedAtSeconds === null) {
        if (eyeClosure > closed) closedAtSeconds = atSeconds;
        return false;
      }
      if (eyeClosure > open) return false;
      const blinked = atSeconds - closedAtSeconds <= longestSeconds;
      closedAtSeconds = null;
      return blinked;
    },
  };
}
