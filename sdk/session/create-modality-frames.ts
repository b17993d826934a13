import {
  BehaviorSubject,
  combineLatest,
  concat,
  defer,
  distinctUntilChanged,
  EMPTY,
  finalize,
  map,
  type Observable,
  of,
  share,
  switchMap,
  tap,
  timer,
} from 'rxjs';
import type { MeetingAdapter, Tap } from '../adapter.ts';
import type { ConsentGrant } from '../consent/consent-grant.ts';
import type { ConsentLedger } from '../consent/consent-ledger.ts';
import { whileConsented } from '../consent/while-consented.ts';
import type { AssentError } from '../errors.ts';
import type { ActiveComputation, Modality } from '../vocabulary.ts';
import { keepMeasuring } from './keep-measuring.ts';
import { watchTap } from './watch-tap.ts';

/** What a modality's measuring is doing; `null` while it does not run. */
export type Activity = Pick<ActiveComputation, 'state' | 'reason'> | null;

/** One modality's frames and what becomes of them. */
export interface ModalityFrames<Frame> {
  /** Shared: the first subscriber under a grant constructs, the last one to leave destroys. Never errors. */
  readonly frames$: Observable<Frame>;
  /** The id of the track that is sent, muted or not; replayed. */
  readonly trackId$: Observable<string | null>;
  readonly activity$: Observable<Activity>;
}

/** Needs of {@link createModalityFrames}. */
export interface ModalityFramesOptions<Frame> {
  readonly modality: Modality;
  readonly adapter: MeetingAdapter;
  readonly consent: ConsentLedger;
  readonly measure: (track: MediaStreamTrack, grant: ConsentGrant) => Observable<Frame>;
  readonly report: (problem: AssentError) => void;
  /** Why its model does not run, or `null`; it may unless told. */
  readonly block$?: Observable<AssentError | null>;
  /** What is known of a muted track without reading it; nothing unless told. */
  readonly whileMuted?: Observable<Frame>;
}

/**
 * Joins an own track with the consent for its modality: while both are there
 * and the track is not muted, it is measured. A muted track is not read.
 */
export function createModalityFrames<Frame>(options: ModalityFramesOptions<Frame>): ModalityFrames<Frame> {
  const { modality, adapter, consent, measure, report, block$ = of(null), whileMuted = EMPTY } = options;
  const activity$ = new BehaviorSubject<Activity>(null);

  function measureTap(own: Tap | null, grant: ConsentGrant): Observable<Frame> {
    if (own === null) return pause('no-track');
    if (own.muted) return concat(pause('muted'), whileMuted);
    return defer(() => {
      activity$.next({ state: 'starting' });
      return measure(own.track, grant);
    }).pipe(
      tap(() => {
        if (activity$.value?.state !== 'running') activity$.next({ state: 'running' });
      }),
      keepMeasuring((problem) => {
        activity$.next({ state: 'failed', reason: problem.code });
        report(problem);
      }),
    );
  }

  function pause(reason: string): Observable<never> {
    activity$.next({ state: 'paused', reason });
    return EMPTY;
  }

  const frames$ = consent.watch({ modality }).pipe(
    whileConsented((grant) =>
      combineLatest([block$, watchTap(adapter, modality)]).pipe(
        switchMap(([block, own]) => (block === null ? measureTap(own, grant) : pause(block.code))),
        finalize(() => activity$.next(null)),
      ),
    ),
    // A subscriber that only changes places must not restart the worker. Withdrawal
    // does not wait for this: the grant's abort tears down what is above.
    share({ resetOnRefCountZero: () => timer(0) }),
  );
  const trackId$ = watchTap(adapter, modality).pipe(
    map((own) => own?.id ?? null),
    distinctUntilChanged(),
  );
  return { frames$, trackId$, activity$: activity$.asObservable() };
}
