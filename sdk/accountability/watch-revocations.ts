import {
  concat,
  concatMap,
  defer,
  distinctUntilChanged,
  from,
  map,
  type Observable,
  of,
  scan,
  startWith,
  switchMap,
  timer,
} from 'rxjs';
import type { PublicKeyJwk } from '../integrity/signing-key.ts';
import type { Tier } from '../vocabulary.ts';
import {
  isCurrent,
  type RevocationFault,
  type RevocationList,
  type RevokedModel,
  readRevocationList,
} from './revocation-list.ts';

/** What {@link watchRevocations} is told. */
export interface RevocationOptions {
  /** On the app's own origin: no third party hears of a call. */
  readonly url: string;
  /** The publisher's key, built into the app. */
  readonly publicKey: PublicKeyJwk;
  /** How often the list is fetched; 600 unless told. */
  readonly intervalSeconds?: number;
  /** What fetches the list; the platform's `fetch` unless told. */
  readonly fetcher?: typeof fetch;
  /** Milliseconds since the Unix epoch. */
  readonly now?: () => number;
}

/** What is known of revoked models. */
export interface RevocationState {
  /** The last good list; `null` before there was one. It keeps revoking after it has expired. */
  readonly list: RevocationList | null;
  /** Whether that list is still in time. */
  readonly current: boolean;
  /** Why the last fetch brought none; `null` where it brought one. */
  readonly fault: RevocationFault | 'unreachable' | 'not-fetched-yet' | null;
}

/** A fetch that hangs may not hide a revocation from the next one for longer. */
const longestFetchMilliseconds = 30_000;
/** Longer delays end at once in every browser. */
const longestTimerMilliseconds = 2 ** 31 - 1;

const nothingYet: RevocationState = { list: null, current: false, fault: 'not-fetched-yet' };

/**
 * Watches a signed list of revoked models. Cold: subscribing fetches at once
 * and then once per interval; unsubscribing stops. It never errors: a list that
 * cannot be fetched, is forged, stale or older than the one before is a state,
 * and a list stops being current when its time is over, whatever the next fetch does.
 */
export function watchRevocations(options: RevocationOptions): Observable<RevocationState> {
  const { url, publicKey, intervalSeconds = 600, fetcher = fetch, now = Date.now } = options;
  return defer(() => {
    let known: RevocationList | null = null;
    const look = async (): Promise<Pick<RevocationState, 'list' | 'fault'>> => {
      let input: unknown;
      try {
        const signal = AbortSignal.timeout(Math.min(intervalSeconds * 1000, longestFetchMilliseconds));
        const response = await fetcher(url, { cache: 'no-store', credentials: 'omit', signal });
        if (!response.ok) throw new Error(`${url} answered ${response.status}`);
        input = await response.json();
      } catch {
        return { list: known, fault: 'unreachable' };
      }
      const reading = await readRevocationList(input, publicKey, now(), known);
      if (reading.kind === 'current') known = reading.list;
      return { list: known, fault: reading.kind === 'current' ? null : reading.fault };
    };
    return timer(0, intervalSeconds * 1000).pipe(
      concatMap(() => from(look())),
      switchMap(({ list, fault }) => {
        const state = () => ({ list, fault, current: list !== null && isCurrent(list, now()) });
        const leftMilliseconds = list === null ? 0 : Date.parse(list.expiresAt) - now();
        const later$ = timer(Math.min(leftMilliseconds, longestTimerMilliseconds)).pipe(map(state));
        return leftMilliseconds > 0 ? concat(of(state()), later$) : of(state());
      }),
      startWith(nothingYet),
      scan((before, after) => (sameState(before, after) ? before : after)),
      distinctUntilChanged(),
    );
  });
}

/** The entry that revokes a model, or `null`. An expired list still revokes. */
export function revocationOf(
  state: RevocationState,
  model: { readonly id: string; readonly sha256: string | null },
): RevokedModel | null {
  const entries = state.list?.models ?? [];
  return (
    entries.find(
      ({ modelId, sha256 }) => modelId === model.id && (sha256 === null || sha256 === model.sha256),
    ) ?? null
  );
}

/**
 * Whether a model may run. Behaviour fails open: measuring needs no list.
 * Affect fails closed: without a good list that is in time, no estimate.
 */
export function mayRun(
  state: RevocationState,
  model: { readonly id: string; readonly sha256: string | null; readonly tier: Tier },
): boolean {
  return revocationOf(state, model) === null && (model.tier === 'behaviour' || state.current);
}

function sameState(a: RevocationState, b: RevocationState): boolean {
  return a.list === b.list && a.current === b.current && a.fault === b.fault;
}
