import { AssentError } from '../../errors.ts';
import { createSummaryCipher } from './summary-cipher.ts';
import type { SummaryStore, SummaryStoreOptions } from './summary-store.ts';

/** One row of a database; it knows nothing of what is in it. */
export interface SealedRow {
  readonly expiresAtMs: number;
  readonly sealed: Uint8Array;
}

/** What a database has to do. Rejects with whatever it fails with. */
export interface SealedRows {
  write(name: Uint8Array, row: SealedRow): Promise<void>;
  read(name: Uint8Array): Promise<SealedRow | null>;
  delete(name: Uint8Array): Promise<void>;
  /** Deletes what expires at or before `nowMs`; tells how many. */
  deleteExpired(nowMs: number): Promise<number>;
  close(): Promise<void>;
}

/** Puts encryption and expiry before a database. Owns `rows` and closes it. */
export async function createSummaryStore(
  rows: SealedRows,
  { key, sweepSeconds = 600, nowMs = () => Date.now() }: SummaryStoreOptions,
): Promise<SummaryStore> {
  const cipher = await createSummaryCipher(key);
  if (!(Number.isFinite(sweepSeconds) && sweepSeconds > 0)) {
    throw new TypeError('sweepSeconds: a number above 0 is needed');
  }
  const sweep = (): Promise<number> => failing(() => rows.deleteExpired(nowMs()));
  // What fails is tried again the next time; `get` doesn't hand out anything expired meanwhile.
  const timer = setInterval(() => sweep().catch(() => {}), sweepSeconds * 1000);
  timer.unref?.();

  return {
    async put(meetingId, summary, keepMs) {
      if (!(Number.isFinite(keepMs) && keepMs > 0)) throw new TypeError('keepMs: a number above 0 is needed');
      const expiresAtMs = Math.floor(nowMs() + keepMs);
      const name = await cipher.nameOf(meetingId);
      const sealed = await cipher.seal(name, expiresAtMs, summary);
      await failing(() => rows.write(name, { expiresAtMs, sealed }));
      await sweep();
    },
    async get(meetingId) {
      const name = await cipher.nameOf(meetingId);
      const row = await failing(() => rows.read(name));
      if (row === null || row.expiresAtMs <= nowMs()) return null;
      return cipher.open(name, row.expiresAtMs, row.sealed);
    },
    async delete(meetingId) {
      const name = await cipher.nameOf(meetingId);
      await failing(() => rows.delete(name));
    },
    sweep,
    async close() {
      clearInterval(timer);
      await rows.close();
    },
  };
}

async function failing<T>(task: () => Promise<T>): Promise<T> {
  try {
    return await task();
  } catch (cause) {
    throw new AssentError('aggregation-failed', 'The database of kept summaries failed.', { cause });
  }
}
