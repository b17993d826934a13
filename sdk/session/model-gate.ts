import type { NoticeModel } from '../consent/notice.ts';
import type { AssentError } from '../errors.ts';
import type { Modality, Tier } from '../vocabulary.ts';

/** A model that a notice tells of, with the tier that it is needed for. */
export interface ToldModel extends NoticeModel {
  readonly tier: Tier;
}

/** Why models do not run now, by model id; models that may run are not in it. */
export type BlockedModels = ReadonlyMap<string, AssentError>;

/** Why the models of one modality and tier do not run, or `null` where they may. */
export function blockOf(
  blocked: BlockedModels,
  told: readonly ToldModel[],
  modality: Modality,
  tier: Tier,
): AssentError | null {
  const needed = told.filter((model) => model.modality === modality && model.tier === tier);
  return needed.map(({ id }) => blocked.get(id)).find((block) => block !== undefined) ?? null;
}
