/** How long to wait between attempts to connect. */
export interface BackoffOptions {
  /** Longest first wait; default 500 ms. */
  readonly firstMs: number;
  /** Longest wait of all; default 30,000 ms. */
  readonly maximumMs: number;
}

/**
 * The wait before attempt number `attempt` (0 is the first after a cut): exponential with equal jitter,
 * between half and the whole of the doubled time, so that a restarted service isn't met by everyone at once.
 *
 * @param random - a number in [0, 1)
 * @see Brooker, "Exponential Backoff And Jitter", 2015 (the variant called equal jitter)
 */
export function backoffMs(attempt: number, random: number, options: BackoffOptions): number {
  const ceiling = Math.min(options.maximumMs, options.firstMs * 2 ** Math.min(attempt, 30));
  return Math.round(ceiling / 2 + (ceiling / 2) * random);
}
