import {
  asyncScheduler,
  connect,
  defer,
  endWith,
  filter,
  ignoreElements,
  interval,
  map,
  merge,
  type OperatorFunction,
  type SchedulerLike,
  takeUntil,
  tap,
} from 'rxjs';
import type { AffectEstimate } from '../vocabulary.ts';
import { createFusion } from './create-fusion.ts';

/** Where {@link fuseAffect} takes its time from; for tests. */
export interface FuseAffectClock {
  readonly scheduler?: SchedulerLike;
  /** Seconds since the Unix epoch, on the clock that stamps the estimates. */
  readonly nowSeconds?: () => number;
}

/**
 * Combines the estimates of all heads of one person and emits at most once per tick, only when there is news: a new
 * estimate, or all of them gone stale. Completes and errors with its source; keeps nothing between subscriptions.
 */
export function fuseAffect(
  tickMs = 500,
  { scheduler = asyncScheduler, nowSeconds = monotonicSeconds }: FuseAffectClock = {},
): OperatorFunction<AffectEstimate, AffectEstimate> {
  return (estimates$) =>
    defer(() => {
      const fusion = createFusion();
      let news = false;
      return estimates$.pipe(
        connect((shared$) => {
          const take$ = shared$.pipe(
            tap((estimate) => {
              fusion.push(estimate);
              news = true;
            }),
            ignoreElements(),
          );
          const ticks$ = interval(tickMs, scheduler).pipe(
            takeUntil(shared$.pipe(ignoreElements(), endWith(null))),
            map(() => (news ? fusion.at(nowSeconds()) : null)),
            filter((estimate) => estimate !== null),
            // Until everything is gone, time alone changes the estimate: it widens.
            tap((estimate) => {
              news = estimate.modalities.length > 0;
            }),
          );
          return merge(take$, ticks$);
        }),
      );
    });
}

function monotonicSeconds(): number {
  return (performance.timeOrigin + performance.now()) / 1000;
}
