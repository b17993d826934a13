import { SecureError } from '../meeting/secure/secure-error.ts';
import type { AggregatorSettings } from './aggregator-options.ts';
import type { CohortGuard } from './create-cohort-guard.ts';
import { sumOf } from './publish-window.ts';
import type { RoomCollection } from './room-collection.ts';

/**
 * Creates a collection of contributions that the service sees until it has summed them.
 *
 * @remarks Keeps no vector: those are in the store, from `put` to `take`.
 */
export function createPlainCollection(
  meetingId: string,
  settings: AggregatorSettings,
  guard: CohortGuard,
): RoomCollection {
  const { store, k } = settings;
  let collecting: number | null = null;
  /** Those who have left or withdrawn, also where the store could not be told. */
  const gone = new Set<string>();
  let isHere: (participantId: string) => boolean = () => true;

  return {
    join() {},
    async remove(participantId) {
      if (collecting === null) return;
      gone.add(participantId);
      await store.remove({ meetingId, window: collecting }, participantId);
    },
    async open(window) {
      await store.open({ meetingId, window }, 2000 * settings.collectSeconds + 10_000);
      collecting = window;
      gone.clear();
      isHere = () => true;
    },
    async resume(window, isHereAgain) {
      collecting = window;
      gone.clear();
      isHere = isHereAgain;
      return true;
    },
    begin() {},
    async contribute(window, participantId, counts) {
      if (window !== collecting) return 'window-closed';
      return store.put({ meetingId, window }, participantId, counts);
    },
    async receive() {
      throw new SecureError('out-of-turn', '', 'This service takes contributions as they are.');
    },
    async close(window) {
      collecting = null;
      const taken = (await store.take({ meetingId, window })) ?? new Map<string, readonly number[]>();
      const vectors = new Map([...taken].filter(([id]) => !gone.has(id) && isHere(id)));
      if (vectors.size < k) return { kind: 'withheld', reason: 'too-few-contributors' };
      const contributors = new Set(vectors.keys());
      const isSettled = await guard.isSettled(contributors);
      guard.remember(contributors);
      const members = isSettled ? await guard.admit(contributors) : null;
      if (members === null) return { kind: 'withheld', reason: 'group-changed' };
      const admitted = [...vectors].filter(([id]) => members.has(id)).map(([, vector]) => vector);
      return { kind: 'summed', sum: sumOf(admitted), members };
    },
    async stop() {
      const window = collecting;
      collecting = null;
      if (window !== null) await store.take({ meetingId, window });
    },
  };
}
