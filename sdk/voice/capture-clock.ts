/** Maps the audio context's time line to capture time. */
export interface CaptureClock {
  /** Notes that the sound that ended at `contextSeconds` arrived at `epochSeconds`. */
  observe(contextSeconds: number, epochSeconds: number): void;
  /** Capture time of a place on the audio context's time line. */
  toEpochSeconds(contextSeconds: number): number;
  /** Starts anew, as when the context stood still in between. */
  restart(): void;
}

const BUCKET_SECONDS = 1;
const BUCKETS = 20;
const SETTLING_OBSERVATIONS = 50;
/** Later, as a drifting device asks for. */
const MAXIMUM_SLEW_SECONDS = 0.0005;
/** Earlier, of the sound that came meanwhile: time stamps must go on. */
const MAXIMUM_CATCH_UP = 0.5;

/**
 * Creates a clock from arrivals alone: sound can arrive late but never early, so
 * the least delay of the last 20 s is the mapping, however busy the threads in
 * between are. Device clocks drift by some 100 parts in a million against the
 * system's; the window follows that, and the mapping moves later by at most half a
 * millisecond per arrival, so that time stamps stay smooth. It moves earlier as fast
 * as stamps that never go back allow: where all sound was late at first, as on a
 * machine that was busy starting, it would otherwise be stamped with times to come.
 */
export function createCaptureClock(inputLatencySeconds: number = 0): CaptureClock {
  const minima = new Float64Array(BUCKETS);
  let bucket = 0;
  let bucketEnds = 0;
  let observations = 0;
  let offset = 0;
  let lastContextSeconds = 0;

  return {
    restart() {
      observations = 0;
    },
    toEpochSeconds: (contextSeconds) => contextSeconds + offset - inputLatencySeconds,
    observe(contextSeconds, epochSeconds) {
      const delay = epochSeconds - contextSeconds;
      if (observations === 0) {
        minima.fill(Number.POSITIVE_INFINITY);
        bucket = 0;
        bucketEnds = contextSeconds + BUCKET_SECONDS;
        offset = delay;
      } else if (contextSeconds >= bucketEnds) {
        bucket = (bucket + 1) % BUCKETS;
        minima[bucket] = Number.POSITIVE_INFINITY;
        bucketEnds = contextSeconds + BUCKET_SECONDS;
      }
      observations++;
      minima[bucket] = Math.min(minima[bucket] as number, delay);
      let least = Number.POSITIVE_INFINITY;
      for (let i = 0; i < BUCKETS; i++) least = Math.min(least, minima[i] as number);
      const error = least - offset;
      const catchUp = MAXIMUM_CATCH_UP * Math.max(0, contextSeconds - lastContextSeconds);
      lastContextSeconds = contextSeconds;
      offset +=
        observations <= SETTLING_OBSERVATIONS
          ? error
          : Math.max(-catchUp, Math.min(MAXIMUM_SLEW_SECONDS, error));
    },
  };
}
