import type { Modality, Purpose, Scope, Tier } from '../vocabulary.ts';

/** Which scopes a computation needs: any scope of the modality, narrowed by purpose and tier where given. */
export interface ScopeQuery {
  readonly modality: Modality;
  readonly purpose?: Purpose;
  readonly tier?: Tier;
}

/** Whether a scope answers a query. */
export function matchesQuery(scope: Scope, query: ScopeQuery): boolean {
  return (
    scope.modality === query.modality &&
    (query.purpose === undefined || scope.purpose === query.purpose) &&
    (query.tier === undefined || scope.tier === query.tier)
  );
}

/** A scope as a map key, equal for equal scopes. */
export function scopeKey(scope: Scope): string {
  return `${scope.modality}/${scope.purpose}/${scope.tier}`;
}

/** A query as a map key, equal for equal queries. */
export function queryKey(query: ScopeQuery): string {
  return `${query.modality}/${query.purpose ?? '*'}/${query.tier ?? '*'}`;
}
