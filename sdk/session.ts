import {
  filter,
  type Observable,
  of,
  ReplaySubject,
  Subject,
  Subscription,
  share,
  takeUntil,
  timer,
} from 'rxjs';
import { createConsentLedger } from './consent/create-consent-ledger.ts';
import { createNotice } from './consent/create-notice.ts';
import type { AssentError } from './errors.ts';
import { measureFace } from './face/client.ts';
import type { AggregationClient } from './meeting/aggregation-client.ts';
import { createAggregationClient } from './meeting/create-aggregation-client.ts';
import { summarise } from './meeting/summarise.ts';
import { faceLandmarkerModel } from './models/face-landmarker-model.ts';
import { evaluatePolicy } from './policy/evaluate-policy.ts';
import { contributeToGroup } from './session/contribute-to-group.ts';
import { createModalityFrames } from './session/create-modality-frames.ts';
import { measureSignals } from './session/measure-signals.ts';
import type { AssentSession } from './session/session.ts';
import {
  type AggregationOptions,
  checkSessionOptions,
  type SessionOptions,
} from './session/session-options.ts';
import { watchActivity } from './session/watch-activity.ts';
import type { BehaviourName, GroupView, Signal } from './vocabulary.ts';
import { measureVoice } from './voice/client.ts';

/** The smallest group that is ever shown. */
const k = 5;

/**
 * Joins a call, a deployment and a participant: the whole data flow on one
 * screen. Until the participant gives a consent through `session.consent`
 * nothing is fetched, constructed or read; without `mine$` being subscribed
 * nothing is computed for the own view.
 *
 * The caller owns the session and calls `close()`; it closes itself when the
 * adapter's call is left.
 *
 * @throws TypeError (as a rejection) naming the option that is missing or malformed.
 * @throws {@link AssentError} `unsupported` (as a rejection) where WebCrypto is missing.
 */
export async function createSession(options: SessionOptions): Promise<AssentSession> {
  const { expiresAt } = checkSessionOptions(options);
  const { adapter, deployment, meetingId, participant, assets, affect, budget } = options;
  const closed$ = new ReplaySubject<void>(1);
  const problems$ = new Subject<AssentError>();
  const report = (problem: AssentError): void => problems$.next(problem);

  const policy = evaluatePolicy(deployment, participant);
  const scopes = policy.allowed.filter(({ tier }) => tier === 'behaviour' || affect !== undefined);
  const { id, version, sha256 } = faceLandmarkerModel;
  const consent = createConsentLedger({
    meetingId,
    subjectId: participant?.subjectId ?? crypto.randomUUID(),
    notice: await createNotice({
      deployment,
      scopes,
      models: [{ id, version, sha256, modality: 'face' }],
      ...(options.language === undefined ? {} : { language: options.language }),
    }),
    scopes,
    expiresAt,
  });

  const voice = createModalityFrames({
    modality: 'voice',
    adapter,
    consent,
    report,
    measure: (track, grant) => measureVoice({ track, grant, assets, onProblem: report }),
  });
  const face = createModalityFrames({
    modality: 'face',
    adapter,
    consent,
    report,
    measure: (track, grant) =>
      measureFace({
        track,
        grant,
        assets,
        ...(budget?.faceRateHz === undefined ? {} : { maximumRateHz: budget.faceRateHz }),
        ...(budget?.faceCpuShare === undefined ? {} : { maxCpuShare: budget.faceCpuShare }),
      }),
  });

  const contested = new Set<BehaviourName | 'affect'>();
  const signalsFor = measureSignals({
    consent,
    frames: { voice: voice.frames$, face: face.frames$ },
    affect,
    report,
  });
  const uncontested = (signals$: Observable<Signal>): Observable<Signal> =>
    signals$.pipe(filter((signal) => !contested.has(signal.kind === 'affect' ? 'affect' : signal.name)));

  const running = new Subscription();
  const client = options.aggregation === undefined ? null : connectToGroup(options.aggregation);
  const views: GroupView[] = [];
  if (client !== null) {
    running.add(client.group$.subscribe((view) => views.push(view)));
    running.add(client.problems$.subscribe(report));
    running.add(contributeToGroup(consent, uncontested(signalsFor('group-summary')), client).subscribe());
  }
  running.add(adapter.taps$.subscribe({ complete: () => close() }));

  function close(): void {
    if (running.closed) return;
    consent.end();
    running.unsubscribe();
    client?.close();
    closed$.next();
    problems$.complete();
  }

  return {
    policy,
    consent,
    mine$: uncontested(signalsFor('self-view')).pipe(
      takeUntil(closed$),
      share({ resetOnRefCountZero: () => timer(0) }),
    ),
    group$: client?.group$ ?? of(notConnected()),
    active$: watchActivity(consent, { voice: voice.activity$, face: face.activity$ }).pipe(
      takeUntil(closed$),
    ),
    problems$: problems$.asObservable(),
    contest: (signal) => void contested.add(signal),
    summary: () => summarise(views),
    close,
  };
}

function connectToGroup({ url, connect, token }: AggregationOptions): AggregationClient {
  return createAggregationClient({ connect: connect ?? (() => new WebSocket(url ?? '')), token });
}

function notConnected(): GroupView {
  return { kind: 'withheld', atSeconds: Date.now() / 1000, windowSeconds: 60, k, reason: 'not-connected' };
}
