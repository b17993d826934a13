import type { AggregationClientOptions } from './aggregation-client.ts';
import type { BackoffOptions } from './backoff.ts';

/** Checks a caller's options and fills in the defaults. @throws TypeError naming the option. */
export function checkAggregationOptions(options: AggregationClientOptions): BackoffOptions {
  const { firstBackoffMs: firstMs = 500, maximumBackoffMs: maximumMs = 30_000 } = options;
  const { windowSeconds = 60, secure } = options;
  needFunction('connect', options.connect);
  needFunction('token', options.token);
  if (secure !== undefined) {
    if (typeof secure.meetingId !== 'string' || secure.meetingId === '') {
      throw new TypeError('secure.meetingId: a string is needed');
    }
    needFunction('secure.identity', secure.identity);
    needFunction('secure.verifyIdentity', secure.verifyIdentity);
    if (secure.isInCall !== undefined) needFunction('secure.isInCall', secure.isInCall);
  }
  if (!(windowSeconds > 0 && Number.isFinite(windowSeconds))) {
    throw new TypeError('windowSeconds: a number above 0 is needed');
  }
  if (!(firstMs > 0)) throw new TypeError('firstBackoffMs: a number above 0 is needed');
  if (!(maximumMs >= firstMs)) {
    throw new TypeError('maximumBackoffMs: a number of at least firstBackoffMs is needed');
  }
  return { firstMs, maximumMs };
}

function needFunction(option: string, value: unknown): void {
  if (typeof value !== 'function') throw new TypeError(`${option}: a function is needed`);
}
