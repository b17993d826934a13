import { smallestSeries } from '../meeting/smallest-group.ts';
import { admitCohort } from './admit-cohort.ts';
import type { AggregatorSettings } from './aggregator-options.ts';
import { paceAfter } from './meeting-guard.ts';

/** The guard against differencing of one meeting, over the store. */
export interface CohortGuard {
  /** Whether there may be anything to show of `window`, with so many people there. */
  isDue(window: number, present: number): Promise<boolean>;
  /**
   * Whether a group that nothing was shown of yet has settled: it begins with the people it will stay with, so it
   * waits until the same ones contribute twice in a row. A group large enough for a series may grow, and needn't.
   */
  isSettled(contributors: ReadonlySet<string>): Promise<boolean>;
  /** These contribute, or would, at the end of a window: what the next one is compared with. */
  remember(contributors: ReadonlySet<string>): void;
  /** Whom a sum over these contributors could cover; `null` for nobody. Decides nothing. */
  foresee(contributors: ReadonlySet<string>): Promise<ReadonlySet<string> | null>;
  /** Those whom no sum of the meeting has covered so far. */
  strangersAmong(participantIds: ReadonlySet<string>): Promise<ReadonlySet<string>>;
  /**
   * Decides whom a sum over these contributors covers; `null` for nobody. The decision is in the store before
   * this returns: a crash in between may cost a window, never the guard.
   *
   * @param isPart - they are one cohort of several that are published as one sum
   */
  admit(contributors: ReadonlySet<string>, isPart?: boolean): Promise<ReadonlySet<string> | null>;
  /** A sum over so many people is about to be shown; in the store before this returns. */
  shown(window: number, contributors: number): Promise<void>;
}

/** Creates the guard; decisions are made one after the other. */
export function createCohortGuard(meetingId: string, settings: AggregatorSettings): CohortGuard {
  const { store, k, guardSeconds } = settings;
  const keepMs = guardSeconds * 1000;
  let turn: Promise<unknown> = Promise.resolve();
  let before: ReadonlySet<string> = new Set();

  function inTurn<T>(task: () => Promise<T>): Promise<T> {
    const done = turn.catch(() => {}).then(task);
    turn = done;
    return done;
  }

  return {
    async isDue(window, present) {
      const { pace } = await store.readGuard(meetingId);
      return pace === null || window >= pace.next || present >= smallestSeries;
    },
    async isSettled(contributors) {
      const same = before.size === contributors.size && [...contributors].every((id) => before.has(id));
      if (same || contributors.size >= smallestSeries) return true;
      return (await store.readGuard(meetingId)).blocks.length > 0;
    },
    remember(contributors) {
      before = new Set(contributors);
    },
    async foresee(contributors) {
      return admitCohort((await store.readGuard(meetingId)).blocks, contributors, { k })?.members ?? null;
    },
    async strangersAmong(participantIds) {
      const known = new Set((await store.readGuard(meetingId)).blocks.flat());
      return new Set([...participantIds].filter((id) => !known.has(id)));
    },
    admit: (contributors, isPart = false) =>
      inTurn(async () => {
        const guard = await store.readGuard(meetingId);
        const admission = admitCohort(guard.blocks, contributors, { k, isPart });
        if (admission === null) return null;
        await store.writeGuard(meetingId, { ...guard, blocks: admission.blocks }, keepMs);
        return admission.members;
      }),
    shown: (window, contributors) =>
      inTurn(async () => {
        const guard = await store.readGuard(meetingId);
        const pace = contributors < smallestSeries ? paceAfter(guard.pace, window) : null;
        if (pace === null && guard.pace === null) return;
        await store.writeGuard(meetingId, { ...guard, pace }, keepMs);
      }),
  };
}
