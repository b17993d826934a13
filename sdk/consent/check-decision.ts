import { AssentError } from '../errors.ts';
import type { Scope } from '../vocabulary.ts';
import type { DecisionContext } from './consent-ledger.ts';
import type { ScopeState } from './consent-state.ts';
import type { Notice } from './notice.ts';
import { scopeKey } from './scope-query.ts';

/**
 * Checks that scopes can be given: each is on offer, and under the notice that the participant saw.
 *
 * @throws {@link AssentError} `consent-refused` naming what stands against it.
 */
export function checkDecision(
  given: readonly Scope[],
  offered: readonly ScopeState[],
  notice: Notice,
  context: DecisionContext | undefined,
): void {
  if ((context?.noticeSha256 ?? notice.sha256) !== notice.sha256) {
    throw new AssentError('consent-refused', 'decide: the notice changed after it was shown; ask anew');
  }
  const stateByKey = new Map(offered.map(({ scope, state }) => [scopeKey(scope), state]));
  for (const key of given.map(scopeKey)) {
    const state = stateByKey.get(key);
    if (state === undefined) {
      throw new AssentError('consent-refused', `decide: ${key} is not offered in this meeting`);
    }
    if (state === 'invalidated') {
      throw new AssentError('consent-refused', `decide: the notice for ${key} changed; ask anew`);
    }
  }
}
