import { AssentError } from '../errors.ts';
import { type ConsentGrant, issueGrant } from './consent-grant.ts';
import { queryKey, type ScopeQuery } from './scope-query.ts';

/** The grants of one ledger that are live: one per distinct query. */
export interface GrantBook {
  /** The grant for a query, made when it is first asked for; `null` while the query does not hold. */
  current(query: ScopeQuery): ConsentGrant | null;
  /** Aborts every grant whose query no longer holds. */
  abortLapsed(reason: string): void;
}

interface Entry {
  readonly grant: ConsentGrant;
  readonly controller: AbortController;
  revoked: boolean;
}

/**
 * Creates an empty book.
 *
 * @param holds - whether some matching scope is valid, by what the ledger last settled.
 * @param holdsNow - the same, after the clock was looked at.
 */
export function createGrantBook(
  meetingId: string,
  holds: (query: ScopeQuery) => boolean,
  holdsNow: (query: ScopeQuery) => boolean,
): GrantBook {
  const entries = new Map<string, Entry>();

  const open = (query: ScopeQuery): ConsentGrant => {
    const controller = new AbortController();
    const grant = issueGrant(meetingId, query, controller.signal, () => holdsNow(query) && !entry.revoked);
    const entry: Entry = { grant, controller, revoked: false };
    entries.set(queryKey(query), entry);
    return grant;
  };

  return {
    current(query) {
      if (!holds(query)) return null;
      return entries.get(queryKey(query))?.grant ?? open({ ...query });
    },
    abortLapsed(reason) {
      const lapsed = [...entries].filter(([, { grant }]) => !holds(grant.query));
      // All are struck off before the first abort is heard: a listener that
      // gives consent anew must get a new grant, not revive one of these.
      for (const [key, entry] of lapsed) {
        entry.revoked = true;
        entries.delete(key);
      }
      for (const [, { controller }] of lapsed) controller.abort(new AssentError('no-consent', reason));
    },
  };
}
