import {
  combineLatest,
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
import type { ConsentGrant } from '../consent/consent-grant.ts';
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
  return scopesForGroup(consent).pipe(
    map((granted) => granted.map(({ scope }) => scope)),
    switchMap((scopes) => (scopes.length === 0 ? EMPTY : contributeUnder(scopes, signals$, client))),
  );
}

interface GrantedScope {
  readonly scope: Scope;
  readonly grant: ConsentGrant;
}

/** The scopes under a live grant: where everyone has to agree, a consent alone is none. */
function scopesForGroup(consent: ConsentLedger): Observable<readonly GrantedScope[]> {
  const grants = {
    voice: consent.watch({ modality: 'voice', purpose: 'group-summary' }),
    face: consent.watch({ modality: 'face', purpose: 'group-summary' }),
  };
  return combineLatest([consent.states$, combineLatest(grants)]).pipe(
    map(([states, live]) =>
      states.flatMap(({ scope, state }): GrantedScope[] => {
        const grant = live[scope.modality];
        const given = scope.purpose === 'group-summary' && isValidConsent(state);
        return given && grant !== null ? [{ scope, grant }] : [];
      }),
    ),
    distinctUntilChanged(areSame),
  );
}

/** Equal scopes under another grant are a new consent: what was measured under the old one is not theirs. */
function areSame(some: readonly GrantedScope[], others: readonly GrantedScope[]): boolean {
  return (
    some.length === others.length &&
    some.every(({ scope, grant }, index) => {
      const other = others[index];
      return other !== undefined && other.grant === grant && scopeKey(other.scope) === scopeKey(scope);
    })
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
