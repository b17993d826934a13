import type { ActiveComputation, AffectEstimate, Signal } from 'assent';
import { type Observable, Subscription } from 'rxjs';

/** The participant's own estimates of the last minutes, in this tab's memory. */
export interface OwnEstimates {
  /** Oldest first. */
  readonly list: readonly AffectEstimate[];
  readonly subscription: Subscription;
}

const longestSeconds = 10 * 60;

/** Keeps the estimates of at most ten minutes, for a file if the participant asks for one; all go when their consent does. */
export function keepOwnEstimates(
  mine$: Observable<Signal>,
  active$: Observable<readonly ActiveComputation[]>,
): OwnEstimates {
  let list: readonly AffectEstimate[] = [];
  const subscription = new Subscription();
  subscription.add(
    mine$.subscribe((signal) => {
      if (signal.kind !== 'affect') return;
      const oldest = signal.atSeconds - longestSeconds;
      list = [...list.filter(({ atSeconds }) => atSeconds > oldest), signal];
    }),
  );
  subscription.add(
    active$.subscribe((active) => {
      const going = active.some(({ scope }) => scope.purpose === 'self-view' && scope.tier === 'affect');
      if (!going) list = [];
    }),
  );
  return {
    get list() {
      return list;
    },
    subscription,
  };
}
