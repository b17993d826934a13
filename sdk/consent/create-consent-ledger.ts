import { BehaviorSubject, defer, distinctUntilChanged, map, type Observable, of } from 'rxjs';
import { AssentError } from '../errors.ts';
import type { Scope } from '../vocabulary.ts';
import { checkDecision } from './check-decision.ts';
import { checkLedgerOptions, checkTerm } from './check-ledger-options.ts';
import { createSystemClock } from './clock.ts';
import type { ConsentEntity } from './consent-event.ts';
import type { ConsentLedger, ConsentLedgerOptions } from './consent-ledger.ts';
import { isValidConsent } from './consent-state.ts';
import { createGrantBook } from './create-grant-book.ts';
import { type ChooseStep, createScopeStates } from './create-scope-states.ts';
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
  let everyoneConsents = false;
  let ended = false;
  let settling = 0;
  let cancelTimer = (): void => {};

  const states = createScopeStates(options.scopes, { meetingId, subjectId }, latest / 1000);
  const scopes = Object.freeze(states.current.map(({ scope }) => scope));
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
    return states.current.some(({ scope, state }) => isValidConsent(state) && matchesQuery(scope, query));
  }

  function step(choose: ChooseStep, entity: ConsentEntity, noticeSha256: string = notice.sha256): void {
    const entered = states.step(choose, {
      atSeconds: now() / 1000,
      entity,
      noticeSha256,
      validUntilSeconds: expiresAt / 1000,
    });
    if (entered.length > 0) settle(`the consent was ${entered.join(' or ')}`);
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
    cancelTimer = states.current.some(({ state }) => isValidConsent(state))
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
    everyoneConsents = value === true;
    settle('not everyone in the meeting has opted in');
  };
  const unanimity = options.everyoneConsents$?.subscribe({
    next: setEveryoneConsents,
    error: () => setEveryoneConsents(false),
    complete: () => setEveryoneConsents(false),
  });

  return Object.freeze<ConsentLedger>({
    meetingId,
    subjectId,
    scopes,
    states$: replayed(() => states.current),
    get notice() {
      return notice;
    },
    get expiresAt() {
      return expiresAt;
    },
    get records() {
      return states.records;
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
          states.current.filter(({ scope }) => offered(scope)),
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
