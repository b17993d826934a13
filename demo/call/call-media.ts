import type { MeetingAdapter } from 'assent';
import type { Observable } from 'rxjs';
import type { RosterEntry } from '../server/server-messages.ts';
import type { CallTransport } from './call.ts';
import type { CallProblem } from './call-problem.ts';

/** Media of a call over one transport: sends the own, receives the others'. */
export interface CallMedia {
  readonly transport: CallTransport;
  /** The own outgoing tracks on this transport. */
  readonly adapter: MeetingAdapter;
  /** What is received, by participant; replayed. */
  readonly streams$: Observable<ReadonlyMap<string, MediaStream>>;
  readonly problems$: Observable<CallProblem>;
  /** Receives what these participants send, and nothing else. */
  reconcile(others: readonly RosterEntry[]): void;
  close(): void;
}
