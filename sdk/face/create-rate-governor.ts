/** Decides when the next frame may be measured. */
export interface RateGovernor {
  /** How long until the next frame is due; 0 when it is. */
  waitMilliseconds(nowMilliseconds: number): number;
  /** Whether a frame that arrives at this time is due; a due frame counts as taken. */
  take(nowMilliseconds: number): boolean;
  /** Reports how long a frame took. */
  spent(nowMilliseconds: number, milliseconds: number): void;
  /** The rate allowed at present. */
  readonly rateHz: number;
}

/** Settings of {@link createRateGovernor}. */
export interface RateGovernorOptions {
  /** Never faster than this. */
  readonly maximumRateHz: number;
  /** Share of one core, 0 to 1, that measuring may take. */
  readonly maxCpuShare: number;
}

/** Under this rate nothing is left to see of a nod or a blink, but a smile still shows. */
const leastRateHz = 2;
/** A frame so little early is taken rather than the one after it. */
const earlyMilliseconds = 4;
/** A frame that takes so much longer than on a quiet machine tells that others want the processor. */
const congestedRatio = 1.5;

/**
 * Keeps a budget by dropping rate: never above `maximumRateHz`, never above the
 * rate at which frames fill `maxCpuShare`, and less when the machine is busy.
 *
 * Busy is told by frames that take longer than they did on the same machine in
 * quiet moments; then the rate falls by a fifth, and grows back slowly when
 * that is over (additive increase, multiplicative decrease: Chiu & Jain 1989),
 * so that calls come before measuring and several participants on one machine share it.
 */
export function createRateGovernor({ maximumRateHz, maxCpuShare }: RateGovernorOptions): RateGovernor {
  let allowedHz = maximumRateHz;
  let smoothed: number | null = null;
  let quiet = Number.POSITIVE_INFINITY;
  let dueAt = Number.NEGATIVE_INFINITY;
  let changedAt: number | null = null;

  const rateHz = (): number => {
    const affordableHz = smoothed === null ? maximumRateHz : (1000 * maxCpuShare) / smoothed;
    return Math.min(maximumRateHz, affordableHz, Math.max(allowedHz, leastRateHz));
  };

  return {
    get rateHz() {
      return rateHz();
    },
    waitMilliseconds: (nowMilliseconds) => Math.max(0, dueAt - nowMilliseconds),
    take(nowMilliseconds) {
      const interval = 1000 / rateHz();
      if (nowMilliseconds < dueAt - earlyMilliseconds) return false;
      // Carrying over what was late or early keeps the mean rate although cameras deliver on their own beat.
      const next = Number.isFinite(dueAt) ? dueAt + interval : nowMilliseconds + interval;
      dueAt = Math.max(next, nowMilliseconds + interval / 2);
      return true;
    },
    spent(nowMilliseconds, milliseconds) {
      // One frame that the whole machine slept through must not silence the next seconds.
      const counted = smoothed === null ? milliseconds : Math.min(milliseconds, 3 * smoothed);
      smoothed = smoothed === null ? counted : smoothed + 0.25 * (counted - smoothed);
      // The best time seen is forgotten slowly, for machines whose clock is throttled for good.
      quiet = Math.min(quiet * 1.002, milliseconds);
      const since = changedAt === null ? Number.POSITIVE_INFINITY : (nowMilliseconds - changedAt) / 1000;
      if (smoothed > congestedRatio * quiet) {
        if (since < 0.5) return;
        allowedHz = Math.max(leastRateHz, rateHz() * 0.8);
      } else {
        allowedHz = Math.min(maximumRateHz, allowedHz + 0.5 * Math.min(since, 1));
      }
      changedAt = nowMilliseconds;
    },
  };
}
