import type { Observable } from 'rxjs';
import type { ContestReceipt } from '../accountability/create-contest-book.ts';
import type { ConsentLedger } from '../consent/consent-ledger.ts';
import type { AssentError } from '../errors.ts';
import type { MeetingSummary } from '../meeting/meeting-summary.ts';
import type { PolicyDecisions } from '../policy/evaluate-policy.ts';
import type { ActiveComputation, BehaviourName, GroupView, Signal } from '../vocabulary.ts';
import type { DriftFinding } from './drift-findings.ts';
import type { SessionAccounts } from './session-accounts.ts';

/** One participant's Assent in one meeting. */
export interface AssentSession {
  /** What may run at all, with the typed refusals and their sources. */
  readonly policy: PolicyDecisions;
  /** The participant's consent: the app shows its notice, passes decisions in, and nothing else makes a grant. */
  readonly consent: ConsentLedger;
  /**
   * The participant's own signals, for their eyes only. Nothing for `self-view`
   * is computed unless this is subscribed and consented to. Never errors;
   * completes on `close()`.
   */
  readonly mine$: Observable<Signal>;
  /** What the group shows to everyone alike; replayed. Completes on `close()`. */
  readonly group$: Observable<GroupView>;
  /** What is being computed at this moment, for the indicator; replayed. Completes on `close()`. */
  readonly active$: Observable<readonly ActiveComputation[]>;
  /**
   * Whether the answers of the models for the own view are still distributed as on the data that their cards'
   * figures come from: told after every ten seconds of answers, with a verdict after some ten minutes; replayed,
   * begins empty. Counts only, on this device, gone with the consent. Completes on `close()`.
   */
  readonly drift$: Observable<readonly DriftFinding[]>;
  /** What went wrong; the session goes on. Completes on `close()`. */
  readonly problems$: Observable<AssentError>;
  /**
   * "This is wrong": the signal is suppressed for the rest of the meeting, in the own view and, with what the
   * group would be told of it (`smile-share` of `smile`), in the group's; what the group's service still holds
   * is taken back. Counted without content; the receipt says who answers for it.
   */
  contest(signal: BehaviourName | 'affect'): ContestReceipt;
  /**
   * The participant's consent record and the session's audit log, from its beginning on; may be asked for at
   * any time, also after `close()`. What it takes is loaded when it is first asked for.
   */
  accounts(): Promise<SessionAccounts>;
  /** The meeting so far, as the group saw it. May be called after `close()`. */
  summary(): MeetingSummary;
  /** Ends everything: consent is terminated, workers are gone when this returns. May be called twice. */
  close(): void;
}
