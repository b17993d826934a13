import type { ConsentLedgerOptions } from './consent-ledger.ts';
import { scopeKey } from './scope-query.ts';

/** Longer than any meeting, and still not open-ended. */
const longestTermMilliseconds: number = 24 * 60 * 60 * 1000;

/** Checks that a term ends after `now` and within 24 hours. @throws TypeError naming `expiresAt`. */
export function checkTerm(expiresAt: number, now: number): void {
  if (!(expiresAt > now && expiresAt <= now + longestTermMilliseconds)) {
    throw new TypeError(
      'expiresAt: must be milliseconds since the Unix epoch, in the future and within 24 hours',
    );
  }
}

/** Checks what a ledger is asked to be bound to. @throws TypeError naming the option. */
export function checkLedgerOptions(options: ConsentLedgerOptions, now: number): void {
  for (const name of ['meetingId', 'subjectId'] as const) {
    if (typeof options[name] !== 'string' || options[name] === '') {
      throw new TypeError(`${name}: must be a string that is not empty`);
    }
  }
  if (!/^[0-9a-f]{64}$/.test(options.notice?.sha256 ?? '')) {
    throw new TypeError('notice: must be made by createNotice()');
  }
  const told = new Set(options.notice.scopes.map(scopeKey));
  for (const scope of options.scopes) {
    if (!told.has(scopeKey(scope))) {
      throw new TypeError(`scopes: ${scopeKey(scope)} does not stand in the notice`);
    }
  }
  if (options.notice.mode === 'unanimous' && options.everyoneConsents$ === undefined) {
    throw new TypeError('everyoneConsents$: a notice in unanimous mode requires it');
  }
  checkTerm(options.expiresAt, now);
}
