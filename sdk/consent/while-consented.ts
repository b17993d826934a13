import {
  defer,
  distinctUntilChanged,
  EMPTY,
  fromEvent,
  type ObservableInput,
  type OperatorFunction,
  switchMap,
  takeUntil,
  takeWhile,
} from 'rxjs';
import { AssentError } from '../errors.ts';
import { type ConsentGrant, isGenuineGrant, isLiveGrant } from './consent-grant.ts';

/**
 * Constructs the computation when a grant arrives and destroys it when the
 * grant ends. `project` is called, and what it returns subscribed, only under
 * a live grant; `null` or the grant's abort unsubscribes at once, so nothing
 * is emitted afterwards and a promise that resolves later is dropped.
 *
 * Errors of `project` pass through. A forged grant errors with
 * {@link AssentError} `no-consent` and `project` is not called.
 *
 * @example
 * ```ts
 * import { measureFace, whileConsented } from 'assent';
 *
 * ledger.watch({ modality: 'face' }).pipe(whileConsented((grant) => measureFace({ track, grant, assets })));
 * ```
 */
export function whileConsented<T>(
  project: (grant: ConsentGrant) => ObservableInput<T>,
): OperatorFunction<ConsentGrant | null, T> {
  return (grants$) =>
    grants$.pipe(
      distinctUntilChanged(),
      switchMap((grant) => {
        if (grant === null) return EMPTY;
        if (!isGenuineGrant(grant)) {
          throw new AssentError('no-consent', 'grant: this object was not made by a consent ledger');
        }
        return isLiveGrant(grant) ? underGrant(grant, project) : EMPTY;
      }),
    );
}

function underGrant<T>(
  grant: ConsentGrant,
  project: (grant: ConsentGrant) => ObservableInput<T>,
): ObservableInput<T> {
  return defer(() => project(grant)).pipe(
    // A tab that slept past the expiry may wake to a frame before the ledger's timer runs.
    takeWhile(() => isLiveGrant(grant)),
    // Last, so that the abort is listened to before the computation is constructed.
    takeUntil(fromEvent(grant.signal, 'abort')),
  );
}
