import {
  BehaviorSubject,
  filter,
  type Observable,
  ReplaySubject,
  Subject,
  Subscription,
  takeUntil,
} from 'rxjs';
import { createConsentLedger } from './consent/create-consent-ledger.ts';
import { createNotice } from './consent/create-notice.ts';
import { AssentError } from './errors.ts';
import { measureFace } from './face/client.ts';
import { smallestGroup } from './meeting/smallest-group.ts';
import { summarise } from './meeting/summarise.ts';
import { evaluatePolicy } from './policy/evaluate-policy.ts';
import { checkSessionOptions } from './session/check-session-options.ts';
import { createModalityFrames } from './session/create-modality-frames.ts';
import { type Contestable, isContested } from './session/is-contested.ts';
import { createAffectLoader } from './session/load-affect.ts';
import { measureSignals } from './session/measure-signals.ts';
import { modelsTold } from './session/models-told.ts';
import type { AssentSession } from './session/session.ts';
import type { AggregationOptions, SessionBudget, SessionOptions } from './session/session-options.ts';
import { silentVoiceFrames } from './session/silent-voice-frames.ts';
import { watchActivity } from './session/watch-activity.ts';
import type { GroupView, Purpose, Signal } from './vocabulary.ts';
import { measureVoice } from './voice/client.ts';

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
  const { deployment, expiresAt, language } = checkSessionOptions(options);
  const { adapter, meetingId, participant, assets, affect, aggregation, everyoneConsents$ } = options;
  const closed$ = new ReplaySubject<void>(1);
  const problems$ = new Subject<AssentError>();
  const report = (problem: AssentError): void => problems$.next(problem);

  const policy = evaluatePolicy(deployment, participant);
  // Nobody is asked for what would lead to nothing.
  const scopes = policy.allowed.filter(
    ({ tier, purpose }) =>
      (tier === 'behaviour' || affect !== undefined) &&
      (purpose === 'self-view' || aggregation !== undefined),
  );
  const notice = await createNotice({ deployment, scopes, models: modelsTold(assets), language });
  const consent = createConsentLedger({
    meetingId,
    subjectId: participant?.subjectId ?? crypto.randomUUID(),
    notice,
    scopes,
    expiresAt,
    ...(everyoneConsents$ === undefined ? {} : { everyoneConsents$ }),
  });

  const voice = createModalityFrames({
    modality: 'voice',
    adapter,
    consent,
    report,
    measure: (track, grant) => measureVoice({ track, grant, assets, onProblem: report }),
    whileMuted: silentVoiceFrames(),
  });
  const face = createModalityFrames({
    modality: 'face',
    adapter,
    consent,
    report,
    measure: (track, grant) => measureFace({ track, grant, assets, ...faceBudget(options.budget) }),
  });

  const contested$ = new BehaviorSubject<ReadonlySet<Contestable>>(new Set());
  const loadAffect = createAffectLoader(affect, report);
  const signalsFor = (purpose: Purpose): Observable<Signal> =>
    measureSignals({ consent, purpose, voice, face, loadAffect, report }).pipe(
      filter((signal) => !isContested(signal, contested$.value, purpose)),
    );

  const running = new Subscription();
  const group$ = new BehaviorSubject<GroupView>(notConnected());
  const views: GroupView[] = [];
  running.add(group$.subscribe((view) => views.push(view)));
  if (aggregation !== undefined) void enterGroup(aggregation);
  // Last, since the call may be over already.
  running.add(adapter.taps$.subscribe({ complete: close, error: closeWith }));

  function close(): void {
    if (running.closed) return;
    // First of all: when the grants abort, whatever measures is gone before anything else is.
    consent.end();
    running.unsubscribe();
    closed$.next();
    group$.complete();
    problems$.complete();
  }

  async function enterGroup(service: AggregationOptions): Promise<void> {
    try {
      const { joinGroup } = await import('./session/join-group.ts');
      if (running.closed) return;
      const signals$ = signalsFor('group-summary');
      const views$ = joinGroup({ service, consent, signals$, contested$, report });
      running.add(views$.subscribe((view) => group$.next(view)));
    } catch (cause) {
      report(new AssentError('aggregation-failed', 'The way to the group could not be loaded.', { cause }));
    }
  }

  function closeWith(cause: unknown): void {
    report(new AssentError('capture-failed', `The adapter for ${adapter.platform} failed.`, { cause }));
    close();
  }

  return {
    policy,
    consent,
    mine$: signalsFor('self-view').pipe(takeUntil(closed$)),
    group$: group$.asObservable(),
    active$: watchActivity(consent, { voice: voice.activity$, face: face.activity$ }).pipe(
      takeUntil(closed$),
    ),
    problems$: problems$.asObservable(),
    contest(signal) {
      if (!contested$.value.has(signal)) contested$.next(new Set([...contested$.value, signal]));
    },
    summary: () => summarise(views),
    close,
  };
}

function faceBudget({ faceRateHz, faceCpuShare }: SessionBudget = {}): {
  readonly maximumRateHz?: number;
  readonly maxCpuShare?: number;
} {
  return {
    ...(faceRateHz === undefined ? {} : { maximumRateHz: faceRateHz }),
    ...(faceCpuShare === undefined ? {} : { maxCpuShare: faceCpuShare }),
  };
}

function notConnected(): GroupView {
  const atSeconds = Date.now() / 1000;
  return { kind: 'withheld', atSeconds, windowSeconds: 60, k: smallestGroup, reason: 'not-connected' };
}
