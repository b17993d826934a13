import { createFrameCost } from './create-frame-cost.ts';

/** How much of a frame is measured: all of it, or only whether a face is in view. */
export type MeasuringLevel = 'expression' | 'presence';

/** Decides when the next frame may be measured, and how much of it. */
export interface RateGovernor {
  /** How long until the next frame is due; 0 when it is. */
  waitMilliseconds(nowMilliseconds: number): number;
  /** Whether a frame that arrives at this time is due; a due frame counts as taken. */
  take(nowMilliseconds: number): boolean;
  /** Reports how long a frame took at the present level; the level may change by it. */
  spent(milliseconds: number): void;
  /** The rate allowed at present. */
  readonly rateHz: number;
  /** What the next frame is measured for. */
  readonly level: MeasuringLevel;
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
/** So much time that was not used may be used later, for frames that take turns of different length. */
const creditMilliseconds = 100;
/**
 * The rate is dropped to this, the expression after it: with rarer frames a share of a minute is a guess and
 * nobody can say that it still is the same face whose neutral was learnt.
 */
const floorHz = 1;
/** The expression comes back where this many times the floor can be afforded, so that it does not flicker. */
const returnRatio = 1.5;
/** And not before so many looks, of which the first are those that the scarcity fell upon. */
const leastLooks = 5;
/** About how many times as long as a look for faces a whole frame takes. That it is only about is in the ratio above. */
const wholeOverLook = 3;

/**
 * Keeps a budget, never more than `maxCpuShare` of the time by the clock on the
 * wall (a leaky bucket): first by dropping rate, from `maximumRateHz` down to one
 * frame a second, then the expression, so that only presence is looked for,
 * once a second; at last by looking for it still more rarely. What the expression
 * costs is estimated meanwhile, and it returns where there is time for it with something to spare.
 *
 * The clock counts waiting for the processor as well. So where others want it,
 * a frame takes longer, the rate falls in proportion, and measuring takes less
 * of the processor than it may: calls come first, and participants who share a
 * machine share it evenly. Where the processor is crowded (a frame takes over
 * three times as long as in quiet moments), the rate falls with the square.
 */
export function createRateGovernor({ maximumRateHz, maxCpuShare }: RateGovernorOptions): RateGovernor {
  const costs = { expression: createFrameCost(), presence: createFrameCost() };
  // Whoever asks for less than the floor has it all the same.
  const leastHz = Math.min(floorHz, maximumRateHz);
  let level: MeasuringLevel = 'expression';
  let looks = 0;
  let dueAt = Number.NEGATIVE_INFINITY;
  let paidAt = Number.NEGATIVE_INFINITY;
  const wantedHz = (): number => (level === 'presence' ? leastHz : maximumRateHz);
  /** The rate at which frames could be measured that are so many times as dear as those at present. */
  const affordableHz = (times = 1): number =>
    (1000 * maxCpuShare) / ((costs[level].milliseconds ?? 0) * times);

  const turnTo = (next: MeasuringLevel): void => {
    level = next;
    looks = 0;
    costs[next].forget();
  };

  return {
    get level() {
      return level;
    },
    get rateHz() {
      return Math.min(wantedHz(), affordableHz());
    },
    waitMilliseconds: (nowMilliseconds) => Math.max(0, Math.max(dueAt, paidAt) - nowMilliseconds),
    take(nowMilliseconds) {
      if (nowMilliseconds < Math.max(dueAt, paidAt) - earlyMilliseconds) return false;
      const interval = 1000 / wantedHz();
      // Carrying over what was late or early keeps the mean rate although cameras deliver on their own beat.
      const next = Number.isFinite(dueAt) ? dueAt + interval : nowMilliseconds + interval;
      dueAt = Math.max(next, nowMilliseconds + interval / 2);
      paidAt = Math.max(paidAt, nowMilliseconds - creditMilliseconds);
      return true;
    },
    spent(milliseconds) {
      paidAt += costs[level].push(milliseconds) / maxCpuShare;
      if (level === 'expression') {
        if (affordableHz() < leastHz) turnTo('presence');
      } else {
        looks += 1;
        if (looks >= leastLooks && affordableHz(wholeOverLook) >= returnRatio * leastHz) turnTo('expression');
      }
    },
  };
}
