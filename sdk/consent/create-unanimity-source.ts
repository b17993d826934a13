import {
  catchError,
  concat,
  distinctUntilChanged,
  map,
  type Observable,
  of,
  type Subscription,
  startWith,
  switchMap,
  timer,
  withLatestFrom,
} from 'rxjs';
import type { ConsentLedger } from './consent-ledger.ts';
import { isValidConsent } from './consent-state.ts';

/** The way to the service that knows whether everyone has opted in. */
export interface UnanimityLink {
  /** Says whether this participant has opted in, for now. Called at every tick, whatever the answer. */
  say(consents: boolean): void;
  /** Whether everyone present has; told anew at every tick of the service, changed or not. */
  readonly verdicts$: Observable<boolean>;
}

/** Options of {@link createUnanimitySource}. */
export interface UnanimityOptions {
  readonly link: UnanimityLink;
  /** How often this participant's answer is sent; 2 unless told. */
  readonly tickSeconds?: number;
  /** How long a verdict holds that is not told anew; 10 unless told. */
  readonly staleSeconds?: number;
}

/** The source of a ledger's `everyoneConsents$`, and the voice of this participant in it. */
export interface UnanimitySource {
  /** For `ConsentLedgerOptions`: `false` until told otherwise, on silence, and when the link fails. */
  readonly everyoneConsents$: Observable<boolean>;
  /** Sends this ledger's answer at every tick until the ledger ends or the subscription is closed. */
  follow(ledger: ConsentLedger): Subscription;
}

/**
 * Creates the source. Answers go out at a fixed beat and not when somebody
 * decides, and "no", "not now" and "not asked yet" are one and the same
 * message: neither its content nor its time tells them apart.
 */
export function createUnanimitySource(options: UnanimityOptions): UnanimitySource {
  const { link, tickSeconds = 2, staleSeconds = 10 } = options;
  const verdicts$ = link.verdicts$.pipe(catchError(() => of(false)));
  return {
    everyoneConsents$: concat(verdicts$, of(false)).pipe(
      switchMap((everyone) =>
        everyone === true
          ? timer(staleSeconds * 1000).pipe(
              map(() => false),
              startWith(true),
            )
          : of(false),
      ),
      startWith(false),
      distinctUntilChanged(),
    ),
    follow: (ledger) =>
      timer(0, tickSeconds * 1000)
        .pipe(withLatestFrom(concat(ledger.states$, of([]))))
        .subscribe(([, states]) => link.say(states.some(({ state }) => isValidConsent(state)))),
  };
}
