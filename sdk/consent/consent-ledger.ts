import type { Observable } from 'rxjs';
import type { Scope } from '../vocabulary.ts';
import type { Clock } from './clock.ts';
import type { ConsentEvent } from './consent-event.ts';
import type { ConsentGrant } from './consent-grant.ts';
import type { ScopeState } from './consent-state.ts';
import type { Notice } from './notice.ts';
import type { ScopeQuery } from './scope-query.ts';

/** What a ledger is bound to; a breakout room is another meeting and needs another ledger. */
export interface ConsentLedgerOptions {
  readonly meetingId: string;
  /** The participant's pseudonym in this meeting. */
  readonly subjectId: string;
  readonly notice: Notice;
  /** What policy allows; each must stand in the notice. */
  readonly scopes: readonly Scope[];
  /** When consent lapses at the latest, in milliseconds since the Unix epoch: in the future and within 24 hours. */
  readonly expiresAt: number;
  /** This device's own clock unless told. */
  readonly clock?: Clock;
  /**
   * For a notice in `unanimous` mode, which requires it: whether everyone
   * present has opted in. No grant exists before it says `true`, and every
   * grant aborts when it says `false`, completes or errors.
   */
  readonly everyoneConsents$?: Observable<boolean>;
}

/** What the participant saw when deciding. */
export interface DecisionContext {
  /** SHA-256 of the notice that was on the screen; the current one unless told. */
  readonly noticeSha256?: string;
}

/**
 * One participant's consent in one meeting: states, an append-only record and
 * the only source of {@link ConsentGrant}s. It lives on the participant's
 * device and tells nobody else.
 */
export interface ConsentLedger {
  readonly meetingId: string;
  readonly subjectId: string;
  /** The notice in force. */
  readonly notice: Notice;
  /** What may be asked for, fixed for the meeting. */
  readonly scopes: readonly Scope[];
  /** When consent lapses, in milliseconds since the Unix epoch. */
  readonly expiresAt: number;
  /** The whole set of scopes with their states: replayed, emitted on each change, completes after {@link ConsentLedger.end}. */
  readonly states$: Observable<readonly ScopeState[]>;
  /** What happened, oldest first; a frozen snapshot that later ones only extend. */
  readonly records: readonly ConsentEvent[];

  /**
   * The prompt is shown: scopes that were never asked for, or whose consent a
   * changed notice invalidated, become `requested`. Whatever was deferred,
   * refused or withdrawn is left alone: there is no second prompt in a meeting.
   */
  request(): void;

  /**
   * One action of the participant: the listed scopes are given, all others
   * refused (or withdrawn, where they had been given). May be called at any
   * time, since people change their minds. Given scopes that are listed again
   * go on without a break.
   *
   * @throws {@link AssentError} `consent-refused`, with nothing changed, where a scope was not
   * offered, the term is over, or the notice is not the one that was shown.
   */
  decide(given: readonly Scope[], context?: DecisionContext): void;

  /** Not now: `requested` scopes become `deferred`; for everyone else that looks like a refusal or no answer yet. */
  defer(): void;

  /** The participant reaffirms: what is given or expired is renewed until `expiresAt` (as in {@link ConsentLedgerOptions}). */
  renew(expiresAt: number): void;

  /** Takes consent back, for all scopes unless told. Grants abort before this returns; never throws. */
  withdraw(scopes?: readonly Scope[]): void;

  /**
   * Another purpose, recipient, retention or model: all that was given or
   * requested under the old notice becomes `invalidated`, grants abort, and the
   * next {@link ConsentLedger.request} asks anew. Nothing happens for an equal notice.
   */
  invalidate(notice: Notice): void;

  /**
   * The grant for a query: replayed, `null` while no matching scope is valid.
   * It is valid while at least one matching scope is, and shared by all who
   * watch an equal query. Completes after {@link ConsentLedger.end}.
   */
  watch(query: ScopeQuery): Observable<ConsentGrant | null>;

  /** The meeting is over: every scope is `terminated`, grants abort, streams complete, nothing can be given any more. */
  end(): void;
}
