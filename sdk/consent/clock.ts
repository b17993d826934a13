/** Time as the ledger needs it; injected so that expiry can be tested. */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number;
  /** Calls back once after `delayMilliseconds`; the function returned cancels. */
  schedule(callback: () => void, delayMilliseconds: number): () => void;
}

/** `setTimeout` fires at once for longer delays. */
const longestTimeoutMilliseconds = 2 ** 31 - 1;

/**
 * Creates the clock of this device. It never runs backwards: setting the
 * system's clock back cannot lengthen a consent.
 */
export function createSystemClock(): Clock {
  let latest = 0;
  const now = (): number => {
    latest = Math.max(latest, Date.now(), performance.timeOrigin + performance.now());
    return latest;
  };
  return {
    now,
    schedule(callback, delayMilliseconds) {
      const dueAt = now() + delayMilliseconds;
      let timer: ReturnType<typeof setTimeout>;
      const arm = (): void => {
        const remaining = dueAt - now();
        timer =
          remaining > longestTimeoutMilliseconds
            ? setTimeout(arm, longestTimeoutMilliseconds)
            : setTimeout(callback, Math.max(0, remaining));
      };
      arm();
      return () => clearTimeout(timer);
    },
  };
}
