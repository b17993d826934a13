import { combineLatest, map, type Observable } from 'rxjs';
import type { ConsentLedger } from '../consent/consent-ledger.ts';
import { isValidConsent } from '../consent/consent-state.ts';
import type { ActiveComputation, Modality } from '../vocabulary.ts';
import type { Activity } from './create-modality-frames.ts';

/** Every scope that is consented to and whose modality is being measured, or tried to be. */
export function watchActivity(
  consent: ConsentLedger,
  activities: Readonly<Record<Modality, Observable<Activity>>>,
): Observable<readonly ActiveComputation[]> {
  return combineLatest([consent.states$, combineLatest(activities)]).pipe(
    map(([states, activity]) =>
      states.flatMap(({ scope, state }): ActiveComputation[] => {
        const now = activity[scope.modality];
        return isValidConsent(state) && now !== null ? [{ scope, ...now }] : [];
      }),
    ),
  );
}
