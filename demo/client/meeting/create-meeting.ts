import type { AssentSession, MeetingSummary, Scope } from 'assent';
import { BehaviorSubject, type Observable, Subscription } from 'rxjs';
import type { Call } from '../../call/call.ts';
import { joinCall } from '../../call/join-call.ts';
import type { Toasts } from '../app/create-toasts.ts';
import type { OwnMedia } from '../devices/create-own-media.ts';
import type { DeviceKind } from '../devices/media-problem.ts';
import { createGuestStage, type GuestStage } from '../guests/create-guest-stage.ts';
import { type DemoContext, declareDemo } from './declare-demo.ts';
import { explainProblem } from './explain-problem.ts';
import { startSession } from './start-session.ts';

/** A call that was joined, with Assent beside it and recorded guests, if any. */
export interface Meeting {
  readonly call: Call;
  readonly session: AssentSession;
  readonly guests: GuestStage;
  /** Whether the consent prompt is on the page. */
  readonly prompt$: Observable<boolean>;
  /** By the participant's own action; the page itself asks once, at the start. */
  openPrompt(): void;
  decide(given: readonly Scope[]): void;
  defer(): void;
  /** Opens another device and sends it instead. */
  switchDevice(device: DeviceKind, deviceId: string): Promise<void>;
  toggle(device: DeviceKind): void;
  /** Ends everything; what the group showed is what remains. */
  leave(): Promise<MeetingSummary>;
}

/** Joins a room with the own devices, starts Assent and asks once. Rejects with a `CallProblem`. */
export async function createMeeting(options: {
  readonly roomId: string;
  readonly name: string;
  readonly context: DemoContext;
  readonly media: OwnMedia;
  readonly toasts: Toasts;
}): Promise<Meeting> {
  const { roomId, name, context, media, toasts } = options;
  const call = await joinCall({ roomId, name, kind: 'person', stream: media.stream() });
  call.setMicrophone(media.state.wanted.microphone);
  call.setCamera(media.state.wanted.camera);
  const session = startSession({ call, deployment: declareDemo(context), pace: 'full' });
  const guests = createGuestStage({ room: roomId, context });
  const prompt = new BehaviorSubject(false);
  const listening = new Subscription();
  listening.add(call.problems$.subscribe((problem) => toasts.say('problem', problem.message)));
  listening.add(guests.problems$.subscribe((text) => toasts.say('problem', text)));
  listening.add(
    session.problems$.subscribe((problem) => {
      console.warn(problem);
      toasts.say('problem', explainProblem(problem));
    }),
  );

  function openPrompt(): void {
    session.consent.request();
    prompt.next(true);
  }
  if (session.consent.scopes.length > 0) openPrompt();

  return {
    call,
    session,
    guests,
    prompt$: prompt,
    openPrompt,
    decide(given) {
      session.consent.decide(given);
      prompt.next(false);
    },
    defer() {
      session.consent.defer();
      prompt.next(false);
    },
    async switchDevice(device, deviceId) {
      const track = await media.choose(device, deviceId);
      if (track) await call.replaceTrack(track);
      else toasts.say('problem', `That ${device} did not start. The one before stays in use.`);
    },
    toggle(device) {
      const on = !media.state.wanted[device];
      media.want(device, on);
      if (device === 'microphone') call.setMicrophone(on);
      else call.setCamera(on);
    },
    async leave() {
      const summary = session.summary();
      prompt.complete();
      session.close();
      guests.close();
      await call.leave();
      listening.unsubscribe();
      return summary;
    },
  };
}
