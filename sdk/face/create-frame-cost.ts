/** How long frames of one kind take. */
export interface FrameCost {
  /** Takes in how long one took; tells how much is to be charged for it, in milliseconds. */
  push(milliseconds: number): number;
  /** What one is charged on average; `null` until one was seen. */
  readonly milliseconds: number | null;
  /** Forgets the average, not how fast a quiet moment is. */
  forget(): void;
}

/** Frames that take so many times longer than in quiet moments tell that the processor has many takers. */
const crowdedRatio = 3;

/**
 * Follows the time by the clock on the wall that frames take, and charges more than
 * that where the processor is crowded: as many times more as a frame takes longer
 * than three times what it takes in quiet moments.
 */
export function createFrameCost(): FrameCost {
  let smoothed: number | null = null;
  let quiet = Number.POSITIVE_INFINITY;
  let crowding = 1;
  return {
    get milliseconds() {
      return smoothed === null ? null : smoothed * crowding;
    },
    push(milliseconds) {
      // One frame that the whole machine slept through must not silence the next seconds.
      const counted = smoothed === null ? milliseconds : Math.min(milliseconds, 3 * smoothed);
      smoothed = smoothed === null ? counted : smoothed + 0.25 * (counted - smoothed);
      // The best time seen is forgotten slowly, for machines whose clock is throttled for good.
      quiet = Math.min(quiet * 1.002, milliseconds);
      crowding = Math.max(1, smoothed / (crowdedRatio * quiet));
      return counted * crowding;
    },
    forget() {
      smoothed = null;
    },
  };
}
