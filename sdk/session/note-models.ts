import type { Observable, Subscription } from 'rxjs';
import type { ActiveComputation } from '../vocabulary.ts';
import type { Journal } from './create-journal.ts';
import type { ToldModel } from './model-gate.ts';

/** Writes down which models came to run, each once, and which were refused. */
export function noteModels(
  active$: Observable<readonly ActiveComputation[]>,
  told: readonly ToldModel[],
  journal: Journal,
): Subscription {
  const noted = new Set<string>();
  return active$.subscribe((active) => {
    for (const { scope, state, reason = '' } of active) {
      const event = state === 'running' ? 'loaded' : refusals.includes(reason) ? 'refused' : null;
      if (event === null) continue;
      const { modality } = scope;
      for (const { id, sha256, tier } of told.filter((model) => model.modality === modality)) {
        if (tier !== (event === 'refused' ? 'behaviour' : scope.tier) || noted.has(`${event} ${id}`))
          continue;
        noted.add(`${event} ${id}`);
        journal.note({ kind: 'model', event, modelId: id, sha256 });
      }
    }
  });
}

const refusals: readonly string[] = ['model-unavailable', 'model-corrupt', 'model-without-card'];
