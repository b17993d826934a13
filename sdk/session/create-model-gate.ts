import { BehaviorSubject, distinctUntilChanged, map, type Observable, Subscription } from 'rxjs';
import type { RevocationOptions } from '../accountability/watch-revocations.ts';
import { ownOriginUrl } from '../capture/own-origin-url.ts';
import { AssentError } from '../errors.ts';
import type { Modality, Tier } from '../vocabulary.ts';
import { type BlockedModels, blockOf, type ToldModel } from './model-gate.ts';

/** Says which models may run. */
export interface ModelGate {
  /** Why the models of a modality and tier do not run now, or `null`: replayed. */
  block$(modality: Modality, tier: Tier): Observable<AssentError | null>;
  readonly watching: Subscription;
}

/**
 * Creates the gate. The list is fetched from the session's start on, whatever
 * was consented to, so that fetching it tells nobody anything. Until there is a
 * good list affect is blocked; without `revocations` nothing ever is.
 *
 * @param onBlocked - told of each model that stops, and why; not again until it ran in between.
 * @throws TypeError naming `revocations.url` where it is on another origin.
 */
export function createModelGate(
  revocations: RevocationOptions | undefined,
  told: readonly ToldModel[],
  onBlocked: (block: AssentError, model: ToldModel) => void,
): ModelGate {
  const blocked$ = new BehaviorSubject<BlockedModels>(new Map());
  const watching = new Subscription();
  const unknown = (cause?: unknown): BlockedModels => {
    const error = new AssentError('revocations-unusable', 'No list of revoked models yet.', { cause });
    return new Map(told.filter(({ tier }) => tier === 'affect').map(({ id }) => [id, error]));
  };

  const said = new Map<string, string | undefined>();
  function tell(blocked: BlockedModels): void {
    blocked$.next(blocked);
    for (const model of told) {
      const block = blocked.get(model.id);
      if (block?.code === said.get(model.id)) continue;
      said.set(model.id, block?.code);
      if (block !== undefined) onBlocked(block, model);
    }
  }

  async function watch(list: RevocationOptions): Promise<void> {
    try {
      const { watchBlockedModels } = await import('./watch-blocked-models.ts');
      watching.add(watchBlockedModels(list, told).subscribe(tell));
    } catch (cause) {
      tell(unknown(cause));
    }
  }

  if (revocations !== undefined) {
    blocked$.next(unknown());
    void watch({ ...revocations, url: ownOriginUrl('revocations.url', revocations.url) });
  }
  return {
    block$: (modality, tier) =>
      blocked$.pipe(
        map((blocked) => blockOf(blocked, told, modality, tier)),
        distinctUntilChanged((one, other) => one?.code === other?.code),
      ),
    watching,
  };
}
