import {
  BehaviorSubject,
  filter,
  type Observable,
  ReplaySubject,
  Subject,
  Subscription,
  takeUntil,
} from 'rxjs';
import { createContestBook } from './accountability/create-contest-book.ts';
import { canMeasure } from './capture/capture-means.ts';
import { createConsentLedger } from './consent/create-consent-ledger.ts';
import { createNotice } from './consent/create-notice.ts';
import { AssentError } from './errors.ts';
import { measureFace } from './face/client.ts';
import { smallestGroup } from './meeting/smallest-group.ts';
import { summarise } from './meeting/summarise.ts';
import { evaluatePolicy } from './policy/evaluate-policy.ts';
import { checkSessionOptions } from './session/check-session-options.ts';
import { createJournal } from './session/create-journal.ts';
import { createModalityFrames } from './session/create-modality-frames.ts';
import { createModelGate } from './session/create-model-gate.ts';
import { createScopeActivities } from './session/create-scope-activities.ts';
import { createDriftFindings } from './session/drift-findings.ts';
import { createAffectLoader } from './session/load-affect.ts';
import { measureOnConsent } from './session/measure-on-consent.ts';
import { modelsTold } from './session/models-told.ts';
import { noteModels } from './session/note-models.ts';
import type { AssentSession } from './session/session.ts';
import type { SessionAccounts } from './session/session-accounts.ts';
import type { AggregationOptions, SessionBudget, SessionOptions } from './session/session-options.ts';
import { silentVoiceFrames } from './session/silent-voice-frames.ts';
import { watchActivity } from './session/watch-activity.ts';
import type { GroupView, Purpose, Signal } from './vocabulary.ts';
import { measureVoice } from './voice/client.ts';

/**
 * Joins a call, a deployment and a participant: the whole data flow on one
 * screen. Until the participant gives a consent through `session.consent`
 * nothing is fetched, constructed or read; without `mine$` being subscribed
 * nothing is computed for the own view. What this browser cannot measure is not
 * asked for; `describeSupport()` of `assent/support` says why.
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
    ({ modality, tier, purpose }) =>
      canMeasure(modality) &&
      (tier === 'behaviour' || affect !== undefined) &&
      (purpose === 'self-view' || aggregation !== undefined),
  );
  const models = modelsTold(assets, scopes, options.affectModels);
  const notice = await createNotice({ deployment, scopes, models, language });
  const consent = createConsentLedger({
    meetingId,
    subjectId: participant?.subjectId ?? crypto.randomUUID(),
    notice,
    scopes,
    expiresAt,
    ...(everyoneConsents$ === undefined ? {} : { everyoneConsents$ }),
  });
  const journal = createJournal(consent);
  const gate = createModelGate(options.revocations, models, (block, { id, sha256 }) => {
    report(block);
    if (block.code === 'model-revoked')
      journal.note({ kind: 'model', event: 'revoked', modelId: id, sha256 });
  });

  const voice = createModalityFrames({
    modality: 'voice',
    adapter,
    consent,
    report,
    block$: gate.block$('voice', 'behaviour'),
    measure: (track, grant) => measureVoice({ track, grant, assets, onProblem: report }),
    whileMuted: silentVoiceFrames(),
  });
  const face = createModalityFrames({
    modality: 'face',
    adapter,
    consent,
    report,
    block$: gate.block$('face', 'behaviour'),
    measure: (track, grant) => measureFace({ track, grant, assets, ...faceBudget(options.budget) }),
  });

  const contests = createContestBook(deployment.controller);
  const contested$ = new BehaviorSubject<void>(undefined);
  const activities = createScopeActivities();
  const drift = createDriftFindings(journal);
  const shared = {
    consent,
    voice,
    face,
    report,
    activities,
    tellDrift: drift.tell,
    block$: gate.block$,
    isTold: (modelId: string) => models.some(({ id }) => id === modelId),
    loadAffect: createAffectLoader(affect, report),
  };
  const signalsFor = (purpose: Purpose): Observable<Signal> =>
    measureOnConsent({ ...shared, purpose }).pipe(filter((signal) => !contests.isContested(signal, purpose)));

  const running = new Subscription();
  running.add(gate.watching);
  const group$ = new BehaviorSubject<GroupView>(notConnected());
  const views: GroupView[] = [];
  running.add(group$.subscribe((view) => views.push(view)));
  if (aggregation !== undefined) void enterGroup(aggregation);
  const active$ = watchActivity(
    consent,
    { voice: voice.activity$, face: face.activity$ },
    activities.activity$,
  );
  running.add(noteModels(active$, models, journal));
  // Last, since the call may be over already.
  running.add(adapter.taps$.subscribe({ complete: close, error: closeWith }));

  function close(): void {
    if (running.closed) return;
    // First of all: when the grants abort, whatever measures is gone before anything else is.
    consent.end();
    running.unsubscribe();
    journal.close();
    closed$.next();
    drift.end();
    group$.complete();
    problems$.complete();
  }

  async function enterGroup(service: AggregationOptions): Promise<void> {
    try {
      const { joinGroup } = await import('./session/join-group.ts');
      if (running.closed) return;
      const signals$ = signalsFor('group-summary');
      const views$ = joinGroup({ service, meetingId, consent, signals$, contested$, report });
      running.add(views$.subscribe((view) => group$.next(view)));
    } catch (cause) {
      report(new AssentError('aggregation-failed', 'The way to the group could not be loaded.', { cause }));
    }
  }

  function closeWith(cause: unknown): void {
    report(new AssentError('capture-failed', `The adapter for ${adapter.platform} failed.`, { cause }));
    close();
  }

  let accounts: Promise<SessionAccounts> | null = null;
  return {
    policy,
    consent,
    mine$: signalsFor('self-view').pipe(takeUntil(closed$)),
    group$: group$.asObservable(),
    active$: active$.pipe(takeUntil(closed$)),
    drift$: drift.findings$,
    problems$: problems$.asObservable(),
    contest(signal) {
      const { count } = contests;
      const receipt = contests.contest(signal);
      if (receipt.count > count && !running.closed) {
        journal.note({ kind: 'contest', count: receipt.count });
        contested$.next();
      }
      return receipt;
    },
    accounts() {
      accounts ??= import('./session/keep-accounts.ts')
        .then(({ keepAccounts }) => keepAccounts({ consent, deployment, policy, journal }))
        .catch((cause: unknown) => {
          accounts = null;
          throw new AssentError('unsupported', 'Records and log could not be made.', { cause });
        });
      return accounts;
    },
    summary: () => summarise(views, { isBlind: aggregation?.secure !== undefined }),
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
