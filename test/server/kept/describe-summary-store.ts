import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { MeetingSummary } from '../../../sdk/meeting/meeting-summary.ts';
import { summarise } from '../../../sdk/meeting/summarise.ts';
import type { SummaryStore, SummaryStoreOptions } from '../../../sdk/server/kept/summary-store.ts';

/** A database of the test's own. */
export interface TestDatabase {
  open(options: SummaryStoreOptions): Promise<SummaryStore>;
  /** Everything that is on the disk, as it is there. */
  onDisk(): Promise<Buffer>;
  /** Changes one byte of every sealed summary. */
  tamper(): Promise<void>;
}

const key = new Uint8Array(32).fill(7);
const summary: MeetingSummary = summarise([
  { kind: 'withheld', atSeconds: 1_800_000_060, windowSeconds: 60, k: 5, reason: 'group-changed' },
]);

/** The contract that every store of summaries meets; `database` hands out a fresh one. */
export function describeSummaryStore(name: string, database: () => Promise<TestDatabase>): void {
  describe(`${name} meets the contract of a store of summaries:`, () => {
    let at: TestDatabase;
    let store: SummaryStore;
    let nowMs = 1_800_000_000_000;
    beforeEach(async () => {
      nowMs = 1_800_000_000_000;
      at = await database();
      store = await at.open({ key, nowMs: () => nowMs });
    });
    afterEach(() => store.close());

    test('keeps one summary per meeting, until it is deleted', async () => {
      expect(await store.get('m')).toBeNull();
      await store.put('m', summarise([]), 60_000);
      await store.put('m', summary, 60_000);
      await store.put('n', summarise([]), 60_000);
      expect(await store.get('m')).toEqual(summary);
      await store.delete('m');
      await store.delete('nowhere');
      expect(await store.get('m')).toBeNull();
      expect(await store.get('n')).toEqual(summarise([]));
    });

    test('what has expired cannot be read, and is deleted', async () => {
      await store.put('m', summary, 60_000);
      await store.put('n', summary, 120_000);
      nowMs += 60_000;
      expect(await store.get('m')).toBeNull();
      expect(await store.get('n')).toEqual(summary);
      expect(await store.sweep()).toBe(1);
      expect(await store.sweep()).toBe(0);
      nowMs += 60_000;
      await store.put('o', summary, 60_000);
      expect(await store.sweep()).toBe(0);
      expect(await store.get('n')).toBeNull();
    });

    test('sweeps by itself', async () => {
      await store.put('m', summary, 60_000);
      const other = await at.open({ key, nowMs: () => nowMs + 60_000, sweepSeconds: 0.02 });
      await expect.poll(() => store.get('m'), { timeout: 5_000 }).toBeNull();
      await other.close();
    });

    test('is still there after a restart, and readable with the key only', async () => {
      await store.put('a meeting about money', summary, 60_000);
      const other = await at.open({ key: new Uint8Array(32).fill(8), nowMs: () => nowMs });
      // Under another key not even the meeting's name is the same.
      expect(await other.get('a meeting about money')).toBeNull();
      await other.close();
      await store.close();
      const disk = await at.onDisk();
      expect(disk.length).toBeGreaterThan(100);
      for (const plain of ['a meeting about money', 'meeting-summary', 'group-changed']) {
        expect(disk.includes(plain)).toBe(false);
      }
      store = await at.open({ key, nowMs: () => nowMs });
      expect(await store.get('a meeting about money')).toEqual(summary);
    });

    test('what was altered is refused', async () => {
      await store.put('m', summary, 60_000);
      await at.tamper();
      await expect(store.get('m')).rejects.toMatchObject({ code: 'aggregation-failed' });
    });

    test('names the parameter that is out of range', async () => {
      await expect(store.put('m', summary, 0)).rejects.toThrow(/^keepMs: /);
      await expect(at.open({ key: new Uint8Array(16) })).rejects.toThrow(/^key: /);
      await expect(at.open({ key, sweepSeconds: -1 })).rejects.toThrow(/^sweepSeconds: /);
    });
  });
}
