import type { MeetingGuard } from './meeting-guard.ts';

/** One window of one meeting. */
export interface WindowKey {
  readonly meetingId: string;
  readonly window: number;
}

/** A window that was begun and that nobody was told the end of: its node has gone. */
export interface UnfinishedWindow {
  readonly window: number;
  /** Its contributions were handed out and went with that node: it can only be told as withheld. */
  readonly isTaken: boolean;
}

/** What became of a contribution. */
export type PutResult = 'stored' | 'already-contributed' | 'window-closed';

/**
 * Where the service keeps the little it keeps: the vectors of the windows being collected, and per meeting
 * the guard against differencing (blocks of participant ids, and when there may be more to show). Every store passes one contract
 * (`test/server/describe-store.ts`).
 *
 * @remarks A store rejects with whatever its medium fails with; the window at hand is then withheld.
 */
export interface AggregationStore {
  /**
   * Begins to collect; no effect on a window that is open. A window that was taken stays closed. One that
   * nobody takes is forgotten after `keepMs`.
   */
  open(key: WindowKey, keepMs: number): Promise<void>;
  /** The latest window of the meeting that was opened, and not told of; `null` if there is none. */
  unfinished(meetingId: string): Promise<UnfinishedWindow | null>;
  /** Keeps one contribution; at most one per participant and window, even after `remove`. */
  put(key: WindowKey, participantId: string, counts: readonly number[]): Promise<PutResult>;
  /** Forgets the participant's contribution, for good; no effect if there is none. */
  remove(key: WindowKey, participantId: string): Promise<void>;
  /** Closes the window, hands its contributions to exactly one caller and forgets them; `null` if it isn't open. */
  take(key: WindowKey): Promise<ReadonlyMap<string, readonly number[]> | null>;
  /** Everyone has heard how the window ended: it is not `unfinished` any more. */
  told(key: WindowKey): Promise<void>;
  /** The meeting's guard; `noGuard` where none was written or it has expired. */
  readGuard(meetingId: string): Promise<MeetingGuard>;
  /** Replaces the meeting's guard, kept for `keepMs` from now. */
  writeGuard(meetingId: string, guard: MeetingGuard, keepMs: number): Promise<void>;
  /** Counts one more window that was shown with noise, and tells how many there are; kept as long as the guard. */
  countRelease(meetingId: string, keepMs: number): Promise<number>;
  /** Whether the medium can be used at the moment; where it is left out, it always can. */
  ready?(): Promise<boolean>;
  /** Lets go of the medium, and forgets what only this process knows. */
  close(): Promise<void>;
}
