/** Maps the time stamps of frames onto the device's monotonic epoch. */
export interface CaptureClock {
  /**
   * @param stampSeconds - The frame's own time stamp, on a clock of unknown origin.
   * @param arrivedAtSeconds - When it was read, seconds since the Unix epoch.
   * @returns The capture time, seconds since the Unix epoch; never after the arrival.
   */
  at(stampSeconds: number, arrivedAtSeconds: number): number;
}

/** Longer than any wait in a healthy queue: beyond it the stamps have another origin than before. */
const jumpSeconds = 2;

/**
 * Finds the offset between the two clocks from the frames that waited least.
 *
 * A frame can only arrive after it was captured, so the least difference of
 * arrival and stamp is the offset and whatever exceeds it is queueing (the
 * minimum filter of clock synchronisation, Cristian 1989). Two half windows
 * keep it following a drifting clock; a jump of the stamps starts anew.
 */
export function createCaptureClock(halfWindowSeconds = 10): CaptureClock {
  let older = Number.POSITIVE_INFINITY;
  let current = Number.POSITIVE_INFINITY;
  let windowBeganAtSeconds = Number.NEGATIVE_INFINITY;
  let lastStampSeconds = Number.NEGATIVE_INFINITY;
  return {
    at: (stampSeconds, arrivedAtSeconds) => {
      const offset = arrivedAtSeconds - stampSeconds;
      const best = Math.min(older, current);
      const jumped =
        stampSeconds < lastStampSeconds || (Number.isFinite(best) && offset - best > jumpSeconds);
      lastStampSeconds = stampSeconds;
      if (jumped) {
        older = Number.POSITIVE_INFINITY;
        current = offset;
        windowBeganAtSeconds = arrivedAtSeconds;
      } else if (arrivedAtSeconds - windowBeganAtSeconds > halfWindowSeconds) {
        older = current;
        current = offset;
        windowBeganAtSeconds = arrivedAtSeconds;
      } else {
        current = Math.min(current, offset);
      }
      return stampSeconds + Math.min(older, current);
    },
  };
}
