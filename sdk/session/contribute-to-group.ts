import {
  distinctUntilChanged,
  EMPTY,
  finalize,
  ignoreElements,
  map,
  merge,
  type Observable,
  switchMap,
  tap,
} from 'rxjs';
import type { ConsentLedger } from '../consent/consent-ledger.ts';
import { isValidConsent } from '../consent/consent-state.ts';
import { scopeKey } from '../consent/scope-query.ts';
import type { AggregationClient } from '../meeting/aggregation-client.ts';
import { createContributionWindow } from '../meeting/create-contribution-window.ts';
import type { Scope, Signal } from '../vocabulary.ts';

/**
 * Reduces the signals for the group to one contribution per window and hands
 * it over when the service asks. A change of consent drops the open window
 * and takes back what the service has not summed yet. Emits nothing.
 */
export function contributeToGroup(
  consent: ConsentLedger,
  signals$: Observable<Signal>,
  client: AggregationClient,
): Observable<never> {
  return consent.states$.pipe(
    map((states) =>
      states
        .filter(({ scope, state }) => scope.purpose === 'group-summary' && isValidConsent(state))
        .map(({ scope }) => scope),
    ),
    distinctUntilChanged((one, other) => keyOf(one) === keyOf(other)),
    switchMap((scopes) => (scopes.length === 0 ? EMPTY : contributeUnder(scopes, signals$, client))),
  );
}

function contributeUnder(
  scopes: readonly Scope[],
  signals$: Observable<Signal>,
  client: AggregationClient,
): Observable<never> {
  let window = createContributionWindow({ scopes });
  const collected$ = signals$.pipe(tap((signal) => window.push(signal)));
  const handedOver$ = client.due$.pipe(
    tap(() => {
      const contribution = window.finish();
      window = createContributionWindow({ scopes });
      if (contribution !== null) client.contribute(contribution);
    }),
  );
  return merge(collected$, handedOver$).pipe(
    ignoreElements(),
    finalize(() => client.withdraw()),
  );
}

function keyOf(scopes: readonly Scope[]): string {
  return scopes.map(scopeKey).sort().join(' ');
}
