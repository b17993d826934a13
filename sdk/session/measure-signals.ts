import {
  catchError,
  combineLatest,
  defer,
  EMPTY,
  filter,
  from,
  map,
  merge,
  mergeMap,
  type Observable,
  of,
  share,
  switchMap,
  timer,
} from 'rxjs';
import { createFaceBehaviour } from '../behaviour/create-face-behaviour.ts';
import { createVoiceBehaviour } from '../behaviour/create-voice-behaviour.ts';
import type { ConsentLedger } from '../consent/consent-ledger.ts';
import { whileConsented } from '../consent/while-consented.ts';
import { AssentError } from '../errors.ts';
import { fuseAffect } from '../fusion/fuse-affect.ts';
import type {
  AffectEstimate,
  FaceFrame,
  FeatureFrame,
  Measurement,
  Modality,
  Purpose,
  Signal,
  VoiceFrame,
} from '../vocabulary.ts';
import type { AffectModule } from './session-options.ts';

/** The frames that signals are made of. */
export interface FrameSources {
  readonly voice: Observable<VoiceFrame>;
  readonly face: Observable<FaceFrame>;
}

/** Needs of {@link measureSignals}. */
export interface MeasureSignalsOptions {
  readonly consent: ConsentLedger;
  readonly frames: FrameSources;
  readonly affect: (() => Promise<AffectModule>) | undefined;
  readonly report: (problem: AssentError) => void;
}

/**
 * Makes signals of frames, each under the consent for just that: behaviour and
 * affect once per modality, however many purposes ask; a purpose sees what it
 * was granted. What was built under a grant is gone with it.
 */
export function measureSignals(options: MeasureSignalsOptions): (purpose: Purpose) => Observable<Signal> {
  const { consent, frames, affect, report } = options;

  const measurements = {
    voice: sharedWhile('voice', 'behaviour', () => {
      const behaviour = createVoiceBehaviour();
      return frames.voice.pipe(mergeMap((frame) => behaviour.push(frame)));
    }),
    face: sharedWhile('face', 'behaviour', () => {
      const behaviour = createFaceBehaviour();
      return frames.face.pipe(mergeMap((frame) => behaviour.push(frame)));
    }),
  } satisfies Record<Modality, Observable<Measurement>>;

  const estimates: Record<Modality, Observable<AffectEstimate>> = {
    voice: sharedWhile('voice', 'affect', () => estimate('voice', frames.voice)),
    face: sharedWhile('face', 'affect', () => estimate('face', frames.face)),
  };

  function sharedWhile<T>(
    modality: Modality,
    tier: 'behaviour' | 'affect',
    construct: () => Observable<T>,
  ): Observable<T> {
    return consent
      .watch({ modality, tier })
      .pipe(whileConsented(construct), share({ resetOnRefCountZero: () => timer(0) }));
  }

  function estimate(modality: Modality, frames$: Observable<FeatureFrame>): Observable<AffectEstimate> {
    if (affect === undefined) return EMPTY;
    return defer(() => from(affect())).pipe(
      catchError((cause: unknown) => {
        report(new AssentError('unsupported', 'The affect entry could not be loaded.', { cause }));
        return EMPTY;
      }),
      switchMap((module) => {
        const head = module.createAffectHead(modality);
        return frames$.pipe(
          map((frame) => head.push(frame)),
          filter((value) => value !== null),
        );
      }),
    );
  }

  /** Fused anew whenever a consent changes, so that nothing of a withdrawn modality lingers in the fusion. */
  function fused(purpose: Purpose): Observable<AffectEstimate> {
    const grants = (['voice', 'face'] as const).map((modality) =>
      consent.watch({ modality, purpose, tier: 'affect' }).pipe(map((grant) => ({ modality, grant }))),
    );
    return combineLatest(grants).pipe(
      switchMap((all) =>
        merge(
          ...all.map(({ modality, grant }) => of(grant).pipe(whileConsented(() => estimates[modality]))),
        ).pipe(fuseAffect()),
      ),
    );
  }

  return (purpose) =>
    merge(
      ...(['voice', 'face'] as const).map((modality) =>
        consent
          .watch({ modality, purpose, tier: 'behaviour' })
          .pipe(whileConsented((): Observable<Measurement> => measurements[modality])),
      ),
      fused(purpose),
    );
}
