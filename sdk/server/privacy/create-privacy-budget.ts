import type { AggregatorSettings } from '../aggregator-options.ts';
import type { WindowOutcome } from '../room-collection.ts';
import { addNoise } from './add-noise.ts';
import type { PrivacyPlan } from './privacy-plan.ts';

/** One meeting's share of what may be told under differential privacy. */
export interface PrivacyBudget {
  /** Spends a window's part of it and adds the noise, or says why the window is withheld. */
  spend(outcome: WindowOutcome & { readonly kind: 'summed' }): Promise<WindowOutcome>;
}

/**
 * Accounts for a meeting's epsilon over its windows, in the store: neither a restart nor another node begins anew.
 *
 * @remarks The noise is added by the service to a sum that it knows. That a window is withheld, and who is in its
 *   sum, depends on who contributes, which the service sees and differential privacy for answers doesn't cover.
 */
export function createPrivacyBudget(
  meetingId: string,
  { store, guardSeconds }: AggregatorSettings,
  plan: PrivacyPlan,
): PrivacyBudget {
  return {
    async spend(outcome) {
      if (outcome.members.size < plan.smallestGroup) {
        return { kind: 'withheld', reason: 'too-few-contributors' };
      }
      // Counted before anything is told: a crash in between costs a window, never the promise.
      const releases = await store.countRelease(meetingId, guardSeconds * 1000);
      if (releases > plan.releases) return { kind: 'withheld', reason: 'budget-spent' };
      return { ...outcome, sum: addNoise(outcome.sum, plan) };
    },
  };
}
