import { filter, map, type Observable } from 'rxjs';
import {
  mayRun,
  type RevocationOptions,
  type RevocationState,
  revocationOf,
  watchRevocations,
} from '../accountability/watch-revocations.ts';
import { AssentError } from '../errors.ts';
import type { BlockedModels, ToldModel } from './model-gate.ts';

/** Watches the revocation list for the models that a session may run, from its first fetch on. Never errors. */
export function watchBlockedModels(
  revocations: RevocationOptions,
  told: readonly ToldModel[],
): Observable<BlockedModels> {
  return watchRevocations(revocations).pipe(
    filter(({ fault }) => fault !== 'not-fetched-yet'),
    map((state) => new Map(told.flatMap((model) => blockedBy(state, model)))),
  );
}

function blockedBy(state: RevocationState, model: ToldModel): [string, AssentError][] {
  const revoked = revocationOf(state, model);
  if (revoked !== null) {
    const message = `The model ${model.id} was revoked: ${revoked.reason}`;
    return [[model.id, new AssentError('model-revoked', message)]];
  }
  if (mayRun(state, model)) return [];
  const message = `Without a valid list of revoked models ${model.id} does not run: ${state.fault ?? 'expired'}.`;
  return [[model.id, new AssentError('revocations-unusable', message)]];
}
