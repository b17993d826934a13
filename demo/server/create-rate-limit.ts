/** Lets `burst` calls through at once and `perSecond` in the long run (a token bucket). */
export function createRateLimit(
  burst: number,
  perSecond: number,
  nowMs: () => number = () => performance.now(),
): () => boolean {
  let tokens = burst;
  let filledAtMs = nowMs();
  return () => {
    const now = nowMs();
    tokens = Math.min(burst, tokens + ((now - filledAtMs) / 1000) * perSecond);
    filledAtMs = now;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}
