import { admitCohort, type CohortBlock } from './admit-cohort.ts';
import type { AggregatorSettings } from './aggregator-options.ts';

/** The guard against differencing of one meeting, over the store. */
export interface CohortGuard {
  /** Whom a sum over these contributors could cover; `null` for nobody. Decides nothing. */
  foresee(contributors: ReadonlySet<string>): Promise<ReadonlySet<string> | null>;
  /** Those whom no sum of the meeting has covered so far. */
  strangersAmong(participantIds: ReadonlySet<string>): Promise<ReadonlySet<string>>;
  /**
   * Decides whom a sum over these contributors covers; `null` for nobody. The decision is in the store before
   * this returns: a crash in between may cost a window, never the guard.
   */
  admit(contributors: ReadonlySet<string>): Promise<ReadonlySet<string> | null>;
}

/** Creates the guard; decisions are made one after the other. */
export function createCohortGuard(meetingId: string, settings: AggregatorSettings): CohortGuard {
  const { store, k, guardSeconds } = settings;
  let turn: Promise<unknown> = Promise.resolve();

  async function decide(contributors: ReadonlySet<string>): Promise<ReadonlySet<string> | null> {
    const blocks = await store.readBlocks(meetingId);
    const admission = admitCohort(blocks, contributors, k);
    if (admission === null) return null;
    await store.writeBlocks(meetingId, admission.blocks, guardSeconds * 1000);
    return admission.members;
  }

  return {
    async foresee(contributors) {
      return admitCohort(await store.readBlocks(meetingId), contributors, k)?.members ?? null;
    },
    async strangersAmong(participantIds) {
      const known = new Set((await store.readBlocks(meetingId)).flatMap((block: CohortBlock) => [...block]));
      return new Set([...participantIds].filter((id) => !known.has(id)));
    },
    admit(contributors) {
      const decision = turn.catch(() => {}).then(() => decide(contributors));
      turn = decision;
      return decision;
    },
  };
}
