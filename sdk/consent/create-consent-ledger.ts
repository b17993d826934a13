import { BehaviorSubject, defer, distinctUntilChanged, map, type Observable, of } from 'rxjs';
import { AssentError } from '../errors.ts';
import type { Scope } from '../vocabulary.ts';
import { checkDecision } from './check-decision.ts';
import { checkLedgerOptions, checkTerm } from './check-ledger-options.ts';
import { createSystemClock } from './clock.ts';
import type { ConsentEntity, ConsentEvent } from './consent-event.ts';
import type { ConsentLedger, ConsentLedgerOptions } from './consent-ledger.ts';
import {
  type ConsentState,
  consentTransitions,
  type DpvConsentState,
  isValidConsent,
  type ScopeState,
} from './consent-state.ts';
import { createGrantBook } from './grant-book.ts';
import { matchesQuery, type ScopeQuery, scopeKey } from './scope-query.ts';

/**
 * Creates the ledger of one participant in one meeting. The caller owns it and
 * calls {@link ConsentLedger.end} when the meeting is over.
 *
 * States follow the W3C Data Privacy Vocabulary. Time never runs backwards in
 * a ledger, whatever its clock does.
 *
 * @throws TypeError naming the option that is missing, malformed, open-ended or not covered by the notice.
 */
export function createConsentLedger(options: ConsentLedgerOptions): ConsentLedger {
  const { meetingId, subjectId } = options;
  const clock = options.clock ?? createSystemClock();
  let latest = clock.now();
  checkLedgerOptions(options, latest);

  let notice = options.notice;
  let expiresAt = options.expiresAt;
  let records: readonly ConsentEvent[] = Object.freeze([]);
  let everyoneConsents = false;
  let ended = false;
  let settling = 0;
  let cancelTimer = (): void => {};

  const states = new Map<string, ScopeState>();
  for (const { modality, purpose, tier } of options.scopes) {
    const scope = Object.freeze({ modality, purpose, tier });
    states.set(scopeKey(scope), Object.freeze({ scope, state: 'unasked', atSeconds: latest / 1000 }));
  }
  const scopes = Object.freeze([...states.values()].map(({ scope }) => scope));
  let snapshot: readonly ScopeState[] = Object.freeze([...states.values()]);

  const changed$ = new BehaviorSubject<undefined>(undefined);
  const book = createGrantBook(meetingId, holds, (query) => {
    expireIfDue();
    return holds(query);
  });

  function now(): number {
    latest = Math.max(latest, clock.now());
    return latest;
  }

  function holds(query: ScopeQuery): boolean {
    if (notice.mode === 'unanimous' && !everyoneConsents) return false;
    return snapshot.some(({ scope, state }) => isValidConsent(state) && matchesQuery(scope, query));
  }

  /** Takes every scope that may take one of the steps named; the rest stay where they are. */
  function step(
    choose: (state: ConsentState, scope: Scope) => DpvConsentState | null,
    entity: ConsentEntity,
    noticeSha256: string = notice.sha256,
  ): void {
    const events: ConsentEvent[] = [];
    const atSeconds = now() / 1000;
    for (const [key, { scope, state: previous }] of states) {
      const state = choose(previous, scope);
      if (state === null || !consentTransitions[previous].includes(state)) continue;
      states.set(key, Object.freeze({ scope, state, atSeconds }));
      events.push(
        Object.freeze({
          sequence: records.length + events.length,
          atSeconds,
          meetingId,
          subjectId,
          scope,
          previous,
          state,
          entity,
          noticeSha256,
          validUntilSeconds: isValidConsent(state) ? expiresAt / 1000 : null,
        }),
      );
    }
    if (events.length === 0) return;
    records = Object.freeze([...records, ...events]);
    snapshot = Object.freeze([...states.values()]);
    settle(`the consent was ${[...new Set(events.map(({ state }) => state))].join(' or ')}`);
  }

  /** Grants abort first, then everyone is told; a change made by an abort's listener is told with this one. */
  function settle(reason: string): void {
    settling += 1;
    book.abortLapsed(reason);
    settling -= 1;
    armTimer();
    if (settling > 0) return;
    changed$.next(undefined);
    if (ended) changed$.complete();
  }

  function armTimer(): void {
    cancelTimer();
    cancelTimer = snapshot.some(({ state }) => isValidConsent(state))
      ? clock.schedule(() => {
          expireIfDue();
          armTimer();
        }, expiresAt - now())
      : () => {};
  }

  function expireIfDue(): void {
    if (now() >= expiresAt) step((state) => (isValidConsent(state) ? 'expired' : null), 'ledger');
  }

  function offered(scope: Scope): boolean {
    return notice.scopes.some((told) => scopeKey(told) === scopeKey(scope));
  }

  function replayed<T>(read: () => T): Observable<T> {
    return defer(() => {
      expireIfDue();
      // Read when it is delivered, not when it was sent: nobody is told what is no longer so.
      return (ended ? of(undefined) : changed$).pipe(map(read), distinctUntilChanged());
    });
  }

  const setEveryoneConsents = (value: boolean): void => {
    everyoneConsents = value;
    settle('not everyone in the meeting has opted in');
  };
  const unanimity = options.everyoneConsents$?.subscribe({
    next: setEveryoneConsents,
    error: () => setEveryoneConsents(false),
    complete: () => setEveryoneConsents(false),
  });

  return Object.freeze({
    meetingId,
    subjectId,
    scopes,
    states$: replayed(() => snapshot),
    get notice() {
      return notice;
    },
    get expiresAt() {
      return expiresAt;
    },
    get records() {
      return records;
    },
    request() {
      expireIfDue();
      step((state, scope) => {
        const unanswered = state === 'unasked' || state === 'invalidated';
        return unanswered && offered(scope) ? 'requested' : null;
      }, 'controller');
    },
    decide(given, context) {
      if (ended) return;
      expireIfDue();
      if (given.length > 0) {
        if (now() >= expiresAt)
          throw new AssentError('consent-refused', 'decide: the term is over; renew it');
        checkDecision(
          given,
          snapshot.filter(({ scope }) => offered(scope)),
          notice,
          context,
        );
      }
      const chosen = new Set(given.map(scopeKey));
      step((state, scope) => {
        if (!chosen.has(scopeKey(scope))) return isValidConsent(state) ? 'withdrawn' : 'refused';
        return isValidConsent(state) ? null : 'given';
      }, 'participant');
    },
    defer() {
      step(() => 'deferred', 'participant');
    },
    renew(until) {
      if (ended) return;
      checkTerm(until, now());
      expireIfDue();
      expiresAt = until;
      step(() => 'renewed', 'participant');
    },
    withdraw(some) {
      const named = some === undefined ? null : new Set(some.map(scopeKey));
      step(
        (_state, scope) => (named === null || named.has(scopeKey(scope)) ? 'withdrawn' : null),
        'participant',
      );
    },
    invalidate(next) {
      if (ended || next.sha256 === notice.sha256) return;
      expireIfDue();
      const before = notice.sha256;
      // In force before any abort is heard: nobody can still agree to the old text.
      notice = next;
      step(() => 'invalidated', 'controller', before);
      settle('the notice changed');
    },
    watch: (query) => replayed(() => book.current(query)),
    end() {
      if (ended) return;
      ended = true;
      unanimity?.unsubscribe();
      step(() => 'terminated', 'ledger');
      settle('the meeting ended');
    },
  });
}
