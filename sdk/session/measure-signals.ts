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
import type { LoadAffect } from './load-affect.ts';

/** One modality's frames and the id of the track that they are of. */
export interface FrameSource<Frame> {
  readonly frames$: Observable<Frame>;
  readonly trackId$: Observable<string | null>;
}

/** Needs of {@link measureSignals}. */
export interface MeasureSignalsOptions {
  readonly consent: ConsentLedger;
  readonly purpose: Purpose;
  readonly voice: FrameSource<VoiceFrame>;
  readonly face: FrameSource<FaceFrame>;
  readonly loadAffect: LoadAffect;
  readonly report: (problem: AssentError) => void;
}

/**
 * Makes one purpose's signals of frames, each under the consent for just that.
 * What looks back in time (windows, baselines) is built under the purpose's own
 * grant and gone with it: nobody's group hears of the minute before they joined
 * it, although the own view measured that. Shared; never errors.
 */
export function measureSignals(options: MeasureSignalsOptions): Observable<Signal> {
  const { consent, purpose, voice, face, loadAffect, report } = options;

  const measurements: readonly Observable<Measurement>[] = [
    consent.watch({ modality: 'voice', purpose, tier: 'behaviour' }).pipe(
      whileConsented(() => {
        const behaviour = createVoiceBehaviour();
        return voice.frames$.pipe(mergeMap((frame) => behaviour.push(frame)));
      }),
    ),
    consent.watch({ modality: 'face', purpose, tier: 'behaviour' }).pipe(
      whileConsented(() => {
        const behaviour = createFaceBehaviour();
        return face.frames$.pipe(mergeMap((frame) => behaviour.push(frame)));
      }),
    ),
  ];

  const affectGrants = (['voice', 'face'] as const).map((modality) =>
    consent.watch({ modality, purpose, tier: 'affect' }),
  );
  const estimates = [estimatesOf('voice', voice), estimatesOf('face', face)];
  /** Fused anew whenever a consent changes, so that nothing of a withdrawn modality lingers in the fusion. */
  const fused$ = combineLatest(affectGrants).pipe(
    switchMap((grants) =>
      grants.every((grant) => grant === null) ? EMPTY : merge(...estimates).pipe(fuseAffect()),
    ),
  );

  /** Shared, so that fusing anew for one modality's consent does not restart the other's head. */
  function estimatesOf(modality: Modality, source: FrameSource<FeatureFrame>): Observable<AffectEstimate> {
    return consent.watch({ modality, purpose, tier: 'affect' }).pipe(
      whileConsented(() => estimate(modality, source)),
      share({ resetOnRefCountZero: () => timer(0) }),
    );
  }

  function estimate(modality: Modality, source: FrameSource<FeatureFrame>): Observable<AffectEstimate> {
    return defer(() => from(loadAffect())).pipe(
      switchMap((affect) =>
        affect === null
          ? EMPTY
          : // Its baseline is of a person and a track: another microphone is another loudness.
            source.trackId$.pipe(
              switchMap(() => {
                const head = affect.createAffectHead(modality);
                return source.frames$.pipe(map((frame) => head.push(frame)));
              }),
            ),
      ),
      filter((value) => value !== null),
      catchError((cause: unknown) => {
        report(
          new AssentError('unsupported', `The affect of the ${modality} cannot be estimated.`, { cause }),
        );
        return EMPTY;
      }),
    );
  }

  return merge(...measurements, fused$).pipe(share({ resetOnRefCountZero: () => timer(0) }));
}
