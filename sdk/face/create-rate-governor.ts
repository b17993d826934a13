/** Decides when the next frame may be measured. */
export interface RateGovernor {
  /** How long until the next frame is due; 0 when it is. */
  waitMilliseconds(nowMilliseconds: number): number;
  /** Whether a frame that arrives at this time is due; a due frame counts as taken. */
  take(nowMilliseconds: number): boolean;
  /** Reports how long a frame took. */
  spent(milliseconds: number): void;
  /** The rate allowed at present. */
  readonly rateHz: number;
  /** Whether so little time is left that what can be spared should be. */
  readonly scarce: boolean;
}

/** Settings of {@link createRateGovernor}. */
export interface RateGovernorOptions {
  /** Never faster than this. */
  readonly maximumRateHz: number;
  /** Share of one core, above 0 up to 1, that measuring may take. */
  readonly maxCpuShare: number;
}

/** A frame so little early is taken rather than the one after it. */
const earlyMilliseconds = 4;
/** Frames that take so many times longer than in quiet moments tell that the processor has many takers. */
const crowdedRatio = 3;
/** Under this share of the rate that was asked for, time is scarce. */
const scarceShare = 0.5;
/** So much time that was not used may be used later, for frames that take turns of different length. */
const creditMilliseconds = 100;

/**
 * Keeps a budget by dropping rate: never above `maximumRateHz`, never more than
 * `maxCpuShare` of the time by the clock on the wall (a leaky bucket).
 *
 * The clock counts waiting for the processor as well. So where others want it,
 * a frame takes longer, the rate falls in proportion, and measuring takes less
 * of the processor than it may: calls come first, and participants who share a
 * machine share it evenly. Where the processor is crowded (a frame takes over
 * three times as long as in quiet moments), the rate falls with the square.
 */
export function createRateGovernor({ maximumRateHz, maxCpuShare }: RateGovernorOptions): RateGovernor {
  const interval = 1000 / maximumRateHz;
  let smoothed: number | null = null;
  let quiet = Number.POSITIVE_INFINITY;
  let dueAt = Number.NEGATIVE_INFINITY;
  let paidAt = Number.NEGATIVE_INFINITY;
  let crowding = 1;

  return {
    get rateHz() {
      const affordableHz = smoothed === null ? maximumRateHz : (1000 * maxCpuShare) / (smoothed * crowding);
      return Math.min(maximumRateHz, affordableHz);
    },
    get scarce() {
      return this.rateHz < scarceShare * maximumRateHz;
    },
    waitMilliseconds: (nowMilliseconds) => Math.max(0, Math.max(dueAt, paidAt) - nowMilliseconds),
    take(nowMilliseconds) {
      if (nowMilliseconds < Math.max(dueAt, paidAt) - earlyMilliseconds) return false;
      // Carrying over what was late or early keeps the mean rate although cameras deliver on their own beat.
      const next = Number.isFinite(dueAt) ? dueAt + interval : nowMilliseconds + interval;
      dueAt = Math.max(next, nowMilliseconds + interval / 2);
      paidAt = Math.max(paidAt, nowMilliseconds - creditMilliseconds);
      return true;
    },
    spent(milliseconds) {
      // One frame that the whole machine slept through must not silence the next seconds.
      const counted = smoothed === null ? milliseconds : Math.min(milliseconds, 3 * smoothed);
      smoothed = smoothed === null ? counted : smoothed + 0.25 * (counted - smoothed);
      // The best time seen is forgotten slowly, for machines whose clock is throttled for good.
      quiet = Math.min(quiet * 1.002, milliseconds);
      crowding = Math.max(1, smoothed / (crowdedRatio * quiet));
      paidAt += (counted * crowding) / maxCpuShare;
    },
  };
}
