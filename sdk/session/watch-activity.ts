import { combineLatest, map, type Observable } from 'rxjs';
import type { ConsentLedger } from '../consent/consent-ledger.ts';
import { isValidConsent } from '../consent/consent-state.ts';
import { scopeKey } from '../consent/scope-query.ts';
import type { ActiveComputation, Modality } from '../vocabulary.ts';
import type { Activity } from './create-modality-frames.ts';
import type { ScopeActivity } from './create-scope-activities.ts';

/**
 * Every scope that is consented to and computed, or tried to be: one that is given but that nobody
 * looks at is not among them. What holds its modality up holds it up as well.
 */
export function watchActivity(
  consent: ConsentLedger,
  modalities: Readonly<Record<Modality, Observable<Activity>>>,
  scopes$: Observable<ScopeActivity>,
): Observable<readonly ActiveComputation[]> {
  return combineLatest([consent.states$, combineLatest(modalities), scopes$]).pipe(
    map(([states, modality, scopes]) =>
      states.flatMap(({ scope, state }): ActiveComputation[] => {
        const own = scopes.get(scopeKey(scope));
        const media = modality[scope.modality];
        if (!isValidConsent(state) || own === undefined || media === null) return [];
        return [{ scope, ...(media.state === 'running' ? own : media) }];
      }),
    ),
  );
}
