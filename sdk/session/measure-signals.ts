import {
  catchError,
  combineLatest,
  defer,
  EMPTY,
  filter,
  from,
  merge,
  mergeMap,
  NEVER,
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
import type { AffectHead } from '../fusion/affect-head.ts';
import { fuseAffect } from '../fusion/fuse-affect.ts';
// Single fields, so that the bundle does not carry the whole card.
import { drift as smileDrift, id as smileModelId } from '../models/face-landmarker.card.json';
import type {
  AffectEstimate,
  FaceFrame,
  FeatureFrame,
  Measurement,
  Modality,
  Purpose,
  Scope,
  Signal,
  VoiceFrame,
} from '../vocabulary.ts';
import type { ModelGate } from './create-model-gate.ts';
import type { ScopeActivities } from './create-scope-activities.ts';
import type { DriftFindings } from './drift-findings.ts';
import type { AffectModule, LoadAffect } from './load-affect.ts';
import { type FrameSource, throughHead } from './through-head.ts';
import { type ModelAnswer, watchDrift } from './watch-drift.ts';

/** Needs of {@link measureSignals}. */
export interface MeasureSignalsOptions {
  readonly consent: ConsentLedger;
  readonly purpose: Purpose;
  readonly voice: FrameSource<VoiceFrame>;
  readonly face: FrameSource<FaceFrame>;
  readonly loadAffect: LoadAffect;
  /** Says whether models may run. */
  readonly block$: ModelGate['block$'];
  /** Ids of the models that the notice in force tells of: no other head runs. */
  readonly isTold: (modelId: string) => boolean;
  /** Is told which scopes are being computed. */
  readonly activities: ScopeActivities;
  readonly report: (problem: AssentError) => void;
  /** Is told whether the models' references fit; of the own view alone, as nobody agreed to it for the group. */
  readonly tellDrift: DriftFindings['tell'];
}

/**
 * Makes one purpose's signals of frames, each under the consent for just that.
 * What looks back in time (windows, baselines) is built under the purpose's own
 * grant and gone with it: nobody's group hears of the minute before they joined
 * it, although the own view measured that. Never errors.
 */
export function measureSignals(options: MeasureSignalsOptions): Observable<Signal> {
  const { consent, purpose, voice, face, loadAffect, block$, isTold, activities, report, tellDrift } =
    options;
  const isOwn = purpose === 'self-view';

  const measurements: readonly Observable<Measurement>[] = [
    consent.watch({ modality: 'voice', purpose, tier: 'behaviour' }).pipe(
      whileConsented(() => {
        const behaviour = createVoiceBehaviour();
        return voice.frames$.pipe(
          mergeMap((frame) => behaviour.push(frame)),
          activities.during({ modality: 'voice', purpose, tier: 'behaviour' }),
        );
      }),
    ),
    consent.watch({ modality: 'face', purpose, tier: 'behaviour' }).pipe(
      whileConsented(() => {
        const behaviour = createFaceBehaviour();
        return face.frames$.pipe(
          mergeMap((frame) => behaviour.push(frame)),
          watchDrift(isOwn ? smileDrift : [], smileOf, (reports) => tellDrift('face', smileModelId, reports)),
          activities.during({ modality: 'face', purpose, tier: 'behaviour' }),
        );
      }),
    ),
  ];

  const affectGrants$ = combineLatest(
    (['voice', 'face'] as const).map((modality) => consent.watch({ modality, purpose, tier: 'affect' })),
  );
  const blocks$ = combineLatest([block$('voice', 'affect'), block$('face', 'affect')]);
  const estimates = [estimatesOf('voice', voice), estimatesOf('face', face)];
  /** Fused anew whenever a consent or a block changes, so that nothing of a modality that is gone lingers in the fusion. */
  const fused$ = combineLatest([affectGrants$, blocks$]).pipe(
    switchMap(([grants]) =>
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
    const scope = { modality, purpose, tier: 'affect' } as const;
    return block$(modality, 'affect').pipe(
      switchMap((block) => {
        if (block === null) return pushedThroughHead(scope, source);
        activities.tell(scope, { state: 'paused', reason: block.code });
        return EMPTY;
      }),
      activities.during(scope),
    );
  }

  function pushedThroughHead(scope: Scope, source: FrameSource<FeatureFrame>): Observable<AffectEstimate> {
    const { modality } = scope;
    return defer(() => {
      activities.tell(scope, { state: 'starting' });
      return from(loadAffect());
    }).pipe(
      switchMap((affect) => {
        activities.tell(
          scope,
          affect === null ? { state: 'failed', reason: 'unsupported' } : { state: 'running' },
        );
        return affect === null
          ? EMPTY
          : throughHead(
              source,
              () => createHead(affect, modality),
              (modelId) =>
                watchDrift(isOwn ? (affect.driftReferences?.(modality) ?? []) : [], affectOf, (reports) =>
                  tellDrift(modality, modelId, reports),
                ),
            );
      }),
      filter((value) => value !== null),
      catchError((cause: unknown) => {
        const problem =
          cause instanceof AssentError
            ? cause
            : new AssentError('unsupported', `The affect of the ${modality} cannot be estimated.`, { cause });
        activities.tell(scope, { state: 'failed', reason: problem.code });
        report(problem);
        // Not completed: it stays listed as failed for as long as there is a consent for it.
        return NEVER;
      }),
    );
  }

  /** @throws AssentError `no-consent` for a model that nobody was told of. */
  function createHead(affect: AffectModule, modality: Modality): AffectHead {
    const head = affect.createAffectHead(modality);
    if (isTold(head.modelId)) return head;
    head.close?.();
    throw new AssentError('no-consent', `The model ${head.modelId} does not stand in the notice.`);
  }

  return merge(...measurements, fused$);
}

function smileOf({ name, atSeconds, reading }: Measurement): ModelAnswer | null {
  return name === 'smile' ? { atSeconds, readings: { smile: reading } } : null;
}

function affectOf(estimate: AffectEstimate | null): ModelAnswer | null {
  if (estimate === null) return null;
  const { atSeconds, valence, arousal } = estimate;
  return { atSeconds, readings: { valence, arousal } };
}
