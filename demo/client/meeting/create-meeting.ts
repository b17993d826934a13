import type {
  AssentError,
  AssentSession,
  BehaviourName,
  Deployment,
  DeploymentContext,
  MeetingSummary,
  PolicyParticipant,
  Scope,
} from 'assent';
import { type OwnSignals, watchOwnSignals } from 'assent/plugin';
import { BehaviorSubject, EMPTY, type Observable, Subject, Subscription, shareReplay } from 'rxjs';
import type { Call } from '../../call/call.ts';
import { joinCall } from '../../call/join-call.ts';
import type { Toasts } from '../app/create-toasts.ts';
import type { OwnMedia } from '../devices/create-own-media.ts';
import type { DeviceKind } from '../devices/media-problem.ts';
import type { TileModel } from '../elements/tile-model.ts';
import { createGuestStage, type GuestStage } from '../guests/create-guest-stage.ts';
import { createOwnRecords, type OwnRecords } from './create-own-records.ts';
import { declareDemo } from './declare-demo.ts';
import { explainProblem } from './explain-problem.ts';
import { keepOwnEstimates } from './keep-own-estimates.ts';
import { lendNewTracks } from './lend-new-tracks.ts';
import { saveFile } from './save-file.ts';
import { startSession } from './start-session.ts';
import { watchTiles } from './watch-tiles.ts';

/** A call that was joined, with Assent beside it and recorded guests, if any. */
export interface Meeting {
  readonly call: Call;
  /** `null` where this browser cannot run Assent; the call goes on without it. */
  readonly session: AssentSession | null;
  readonly guests: GuestStage;
  readonly tiles$: Observable<readonly TileModel[]>;
  /** What the private view shows; replayed. */
  readonly signals$: Observable<OwnSignals>;
  /** Whether the consent prompt is on the page. */
  readonly prompt$: Observable<boolean>;
  /** By the participant's own action; the page itself asks once, at the start. */
  openPrompt(): void;
  decide(given: readonly Scope[]): void;
  defer(): void;
  contest(signal: BehaviourName | 'affect'): void;
  /** `null` where there is no session. They outlive the meeting; whoever shows them last closes them. */
  readonly records: OwnRecords | null;
  /** The own estimates of the last minutes as a file, in EmotionML; made on this device. */
  saveEstimates(): Promise<void>;
  /** Opens another device; it is sent instead of the one before. */
  switchDevice(device: DeviceKind, deviceId: string): Promise<void>;
  toggle(device: DeviceKind): void;
  /** Goes to a breakout room and comes back: meanwhile nothing is sent or measured here, and every choice stays as it is. */
  setAway(away: boolean): void;
  /** Ends everything; what the group showed is what remains. */
  leave(): Promise<MeetingSummary | null>;
}

/** Joins a room with the own devices, starts Assent and asks once. Rejects with a `CallProblem`. */
export async function createMeeting(options: {
  readonly roomId: string;
  readonly name: string;
  readonly context: DeploymentContext;
  readonly mode: Deployment['mode'];
  readonly participant: PolicyParticipant;
  /** The meeting that this is a breakout room of. */
  readonly main?: Meeting;
  readonly media: OwnMedia;
  readonly toasts: Toasts;
}): Promise<Meeting> {
  const { roomId, name, context, mode, participant, main, media, toasts } = options;
  const stream = media.stream();
  const call = await joinCall({ roomId, name, kind: 'person', stream });
  call.setMicrophone(media.state.wanted.microphone);
  call.setCamera(media.state.wanted.camera);
  const deployment = declareDemo(context, mode);
  const tell = (problem: AssentError) => {
    console.warn(problem);
    toasts.say('problem', explainProblem(problem));
  };
  const session = await startSession({
    call,
    deployment,
    pace: 'full',
    participant,
    ...(main?.session ? { expiresAt: main.session.consent.expiresAt } : {}),
  }).catch((cause: AssentError) => {
    tell(cause);
    return null;
  });
  const guests = createGuestStage({ room: roomId, context, mode });
  const prompt = new BehaviorSubject(false);
  const contested = new Subject<BehaviourName | 'affect'>();
  const signals$ = (session ? watchOwnSignals({ ...session, contested$: contested }) : EMPTY).pipe(
    shareReplay(1),
  );
  const records = session ? createOwnRecords(session) : null;
  const estimates = session ? keepOwnEstimates(session.mine$, session.active$) : null;
  const life = new Subscription();
  life.add(estimates?.subscription);
  life.add(lendNewTracks(call, media, stream));
  life.add(signals$.subscribe());
  life.add(call.problems$.subscribe((problem) => toasts.say('problem', problem.message)));
  life.add(guests.problems$.subscribe((text) => toasts.say('problem', text)));
  life.add(session?.problems$.subscribe(tell));

  function openPrompt(): void {
    session?.consent.request();
    prompt.next(true);
  }
  if (session && session.consent.scopes.length > 0) openPrompt();

  return {
    call,
    session,
    guests,
    tiles$: watchTiles(call, media, guests),
    signals$,
    prompt$: prompt,
    openPrompt,
    decide(given) {
      session?.consent.decide(given);
      prompt.next(false);
    },
    defer() {
      session?.consent.defer();
      prompt.next(false);
    },
    contest(signal) {
      session?.contest(signal);
      contested.next(signal);
      toasts.say('notice', 'Noted. It is not measured again in this meeting.');
    },
    records,
    async saveEstimates() {
      const { toEmotionMl } = await import('assent/accountability');
      saveFile('own-estimates.emotionml', 'application/emotionml+xml', toEmotionMl(estimates?.list ?? []));
    },
    async switchDevice(device, deviceId) {
      const track = await media.choose(device, deviceId);
      if (!track) toasts.say('problem', `That ${device} did not start. What was in use before stays.`);
    },
    toggle(device) {
      const on = !media.state.wanted[device];
      media.want(device, on);
      if (device === 'microphone') call.setMicrophone(on);
      else call.setCamera(on);
    },
    setAway(away) {
      call.setAway(away);
      if (away) return;
      // What was muted elsewhere is muted here.
      call.setMicrophone(media.state.wanted.microphone);
      call.setCamera(media.state.wanted.camera);
    },
    async leave() {
      const summary = session?.summary() ?? null;
      session?.close();
      prompt.complete();
      guests.close();
      await call.leave();
      life.unsubscribe();
      return summary;
    },
  };
}
