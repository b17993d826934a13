import type { MeetingSummary } from '../../meeting/meeting-summary.ts';

/**
 * Where a host keeps the summaries it chooses to keep: encrypted, and no longer than it said. Every one passes one
 * contract (`test/server/kept/describe-summary-store.ts`).
 *
 * @remarks All reject with AssentError: `aggregation-failed` if the database fails or what it holds was altered.
 */
export interface SummaryStore {
  /**
   * Keeps a meeting's summary in place of an earlier one.
   *
   * @param keepMs - from now, above 0; it cannot be read afterwards, and is deleted
   * @throws TypeError (as a rejection) naming the parameter that is out of range
   */
  put(meetingId: string, summary: MeetingSummary, keepMs: number): Promise<void>;
  /** `null` if there is none, or not any longer. */
  get(meetingId: string): Promise<MeetingSummary | null>;
  /** Deletes it; no effect if there is none. */
  delete(meetingId: string): Promise<void>;
  /** Deletes everything whose time is over, and tells how many; `put` and a timer do it as well. */
  sweep(): Promise<number>;
  close(): Promise<void>;
}

/** What every store of summaries needs to be told. */
export interface SummaryStoreOptions {
  /** 32 random bytes that are kept elsewhere than the database; without them nothing in it can be read. */
  readonly key: Uint8Array;
  /** How often what has expired is deleted; default 10 minutes. */
  readonly sweepSeconds?: number;
  /** Milliseconds since the Unix epoch; a seam for tests. */
  readonly nowMs?: () => number;
}
