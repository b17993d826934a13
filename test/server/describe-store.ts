import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AggregationStore } from '../../sdk/server/aggregation-store.ts';
import { noGuard } from '../../sdk/server/meeting-guard.ts';

const key = { meetingId: 'm', window: 3 };

/** The contract that every store meets; `create` hands out a fresh one. */
export function describeStore(name: string, create: () => Promise<AggregationStore>): void {
  describe(`${name} meets the contract of a store:`, () => {
    let store: AggregationStore;
    beforeEach(async () => {
      store = await create();
    });
    afterEach(() => store.close());

    test('a window that was not opened takes nothing', async () => {
      expect(await store.put(key, 'a', [1])).toBe('window-closed');
      expect(await store.take(key)).toBeNull();
    });

    test('hands over what was put, once', async () => {
      await store.open(key, 60_000);
      expect(await store.put(key, 'a', [1, 0])).toBe('stored');
      expect(await store.put(key, 'b', [1, 1])).toBe('stored');
      expect(await store.take(key)).toEqual(
        new Map([
          ['a', [1, 0]],
          ['b', [1, 1]],
        ]),
      );
      expect(await store.take(key)).toBeNull();
      expect(await store.put(key, 'c', [1])).toBe('window-closed');
    });

    test('a window that was taken is never opened again', async () => {
      await store.open(key, 60_000);
      await store.take(key);
      await store.open(key, 60_000);
      expect(await store.put(key, 'a', [1])).toBe('window-closed');
    });

    test('two takers at once: one gets it', async () => {
      await store.open(key, 60_000);
      await store.put(key, 'a', [1]);
      const taken = await Promise.all([store.take(key), store.take(key)]);
      expect(taken.filter((vectors) => vectors !== null)).toEqual([new Map([['a', [1]]])]);
    });

    test('one contribution per participant, also after it was removed', async () => {
      await store.open(key, 60_000);
      await store.put(key, 'a', [1, 0]);
      expect(await store.put(key, 'a', [1, 1])).toBe('already-contributed');
      await store.remove(key, 'a');
      await store.remove(key, 'nobody');
      expect(await store.put(key, 'a', [1, 1])).toBe('already-contributed');
      expect(await store.take(key)).toEqual(new Map());
    });

    test('tells which window was opened and not told of, for whoever finishes it', async () => {
      expect(await store.unfinished('m')).toBeNull();
      await store.open(key, 60_000);
      await store.put(key, 'a', [1]);
      const left = await Promise.all([store.unfinished('m'), store.unfinished('n')]);
      expect(left).toEqual([{ window: 3, isTaken: false }, null]);
      await store.take(key);
      expect(await store.unfinished('m')).toEqual({ window: 3, isTaken: true });
      await store.told({ meetingId: 'm', window: 2 });
      expect(await store.unfinished('m')).toEqual({ window: 3, isTaken: true });
      await store.told(key);
      expect(await store.unfinished('m')).toBeNull();
      await store.open({ meetingId: 'm', window: 4 }, 30);
      await new Promise((resolve) => setTimeout(resolve, 60));
      expect(await store.unfinished('m')).toBeNull();
    });

    test('opening again changes nothing', async () => {
      await store.open(key, 60_000);
      await store.put(key, 'a', [1]);
      await store.open(key, 60_000);
      expect((await store.take(key))?.size).toBe(1);
    });

    test('a window that nobody takes is forgotten after its time', async () => {
      await store.open(key, 30);
      await store.put(key, 'a', [1]);
      await new Promise((resolve) => setTimeout(resolve, 60));
      expect(await store.put(key, 'b', [1])).toBe('window-closed');
      expect(await store.take(key)).toBeNull();
    });

    test('counts releases per meeting, and forgets them after their time', async () => {
      expect(await store.countRelease('m', 60_000)).toBe(1);
      expect(await store.countRelease('m', 60_000)).toBe(2);
      expect(await store.countRelease('n', 30)).toBe(1);
      expect(await store.readGuard('n')).toEqual(noGuard);
      await new Promise((resolve) => setTimeout(resolve, 60));
      expect(await store.countRelease('n', 60_000)).toBe(1);
    });

    test('meetings and windows are kept apart', async () => {
      const others = [
        { meetingId: 'n', window: 3 },
        { meetingId: 'm', window: 4 },
        { meetingId: '3 m', window: 3 },
      ];
      await store.open(key, 60_000);
      for (const other of others) await store.open(other, 60_000);
      await store.put(key, 'a', [1]);
      for (const other of others) expect(await store.take(other)).toEqual(new Map());
      expect((await store.take(key))?.size).toBe(1);
    });

    test('the guard is replaced as a whole, and expires', async () => {
      const pace = { first: 3, next: 5 };
      expect(await store.readGuard('m')).toEqual(noGuard);
      await store.writeGuard('m', { blocks: [['a', 'b', 'c']], pace }, 60_000);
      await store.writeGuard('m', { blocks: [['a', 'b', 'c'], ['d']], pace: null }, 60_000);
      expect(await store.readGuard('m')).toEqual({ blocks: [['a', 'b', 'c'], ['d']], pace: null });
      expect(await store.readGuard('n')).toEqual(noGuard);
      await store.writeGuard('n', { blocks: [['x']], pace }, 30);
      expect(await store.readGuard('n')).toEqual({ blocks: [['x']], pace });
      await new Promise((resolve) => setTimeout(resolve, 60));
      expect(await store.readGuard('n')).toEqual(noGuard);
    });
  });
}
