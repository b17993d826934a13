/** A token bucket: `burst` at once, `perSecond` in the long run. */
export interface RateLimit {
  /** Whether one more is within the limit; if so it is counted. */
  take(): boolean;
}

/** Creates a full bucket that runs by `nowMs`. */
export function createRateLimit(perSecond: number, burst: number, nowMs: () => number): RateLimit {
  let level = burst;
  let filledMs = nowMs();
  return {
    take() {
      const now = nowMs();
      level = Math.min(burst, level + (Math.max(0, now - filledMs) / 1000) * perSecond);
      filledMs = now;
      if (level < 1) return false;
      level -= 1;
      return true;
    },
  };
}
