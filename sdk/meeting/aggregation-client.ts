import type { Observable } from 'rxjs';
import type { AssentError } from '../errors.ts';
import type { GroupView } from '../vocabulary.ts';
import type { Contribution } from './create-contribution-window.ts';
import type { MeetingClock } from './meeting-clock.ts';
import type { SecureContribution } from './secure/create-secure-link.ts';
import type { WebSocketLike } from './web-socket-like.ts';

/** The service asks for what was measured in the window that has just ended. */
export interface WindowDue {
  /** The service's number of the window. */
  readonly window: number;
}

/** One participant's connection to the group's aggregation. */
export interface AggregationClient {
  /**
   * What the group shows: the latest view is replayed; `withheld` with `not-connected` while the
   * connection is cut. Completes on `close()`, never errors.
   */
  readonly group$: Observable<GroupView>;
  /**
   * Fires when a window of the service ends: finish the own contribution window now, hand it to
   * `contribute`, begin the next. Who has nothing to contribute does nothing.
   */
  readonly due$: Observable<WindowDue>;
  /** What went wrong; the client keeps trying by itself unless it is closed. */
  readonly problems$: Observable<AssentError>;
  /**
   * Adds to the group's sum: at once if the service is collecting and has had nothing yet, otherwise
   * when it next does. It is consumed by being sent, and dropped (never sent later) when the connection
   * is cut, when a newer one replaces it, or on `withdraw()`. With `secure` it is part of the window's sum
   * if its rounds come that far; who contributes for the first time does so from the next window on.
   */
  contribute(contribution: Contribution): void;
  /**
   * Takes back what the service still holds of this participant and drops what waits here. A window
   * that is already summed cannot be undone. It is said again over the next connection where this one breaks first.
   * Someone who never contributed sends nothing.
   */
  withdraw(): void;
  /** Leaves: closes the connection, completes the observables. */
  close(): void;
}

/** Options of {@link createAggregationClient}. */
export interface AggregationClientOptions {
  /** Opens a connection, for example `() => new WebSocket(url)`. */
  readonly connect: () => WebSocketLike;
  /** Fetches a fresh token from the call platform's side; called before each attempt. */
  readonly token: () => Promise<string>;
  /** Said in `withheld` views until the service tells its own; default 60. */
  readonly windowSeconds?: number;
  /** Longest first wait after a cut; default 500. */
  readonly firstBackoffMs?: number;
  /** Longest wait; default 30,000. */
  readonly maximumBackoffMs?: number;
  /** Contributes blindly, or not at all. */
  readonly secure?: SecureContribution;
  readonly clock?: MeetingClock;
  /** Jitter, in [0, 1); default `Math.random`. */
  readonly random?: () => number;
}
