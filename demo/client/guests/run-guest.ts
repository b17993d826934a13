import type { Scope } from 'assent';
import { joinCall } from '../../call/join-call.ts';
import { declareDemo, readContext, readMode } from '../meeting/declare-demo.ts';
import { startSession } from '../meeting/start-session.ts';
import { type GuestNews, readGuestCue, readGuestOrder } from './guest-protocol.ts';
import { playRecording } from './play-recording.ts';

/** A guest sees nothing of its own and takes part in the group only. */
const isForGroup = (scope: Scope) => scope.purpose === 'group-summary';

function tell(news: GuestNews): void {
  window.parent.postMessage(news, location.origin);
}

/** Plays, joins, consents and leaves with its frame; whatever fails is told to the page that holds the frame. */
export async function runGuest(): Promise<void> {
  try {
    const address = new URL(location.href);
    const order = readGuestOrder(address);
    const recording = await playRecording(order);
    const call = await joinCall({
      roomId: order.room,
      name: order.name,
      kind: 'recording',
      stream: recording.stream,
      receive: false,
    });
    const session = await startSession({
      call,
      deployment: declareDemo(readContext(address), readMode(address)),
      pace: 'unhurried',
    });
    window.addEventListener('pagehide', () => {
      session.close();
      void call.leave();
    });
    window.addEventListener('message', (event) => {
      const cue =
        event.origin === location.origin && event.source === window.parent ? readGuestCue(event.data) : null;
      if (cue) recording.speak(cue.speak);
    });
    call.state$.subscribe((state) => {
      if (state === 'failed') tell({ kind: 'guest-problem', message: 'lost the call' });
    });
    session.problems$.subscribe((problem) => tell({ kind: 'guest-problem', message: problem.message }));
    session.consent.request();
    session.consent.decide(session.consent.scopes.filter(isForGroup));
    tell({ kind: 'guest-joined', participantId: call.self.id });
  } catch (cause) {
    tell({ kind: 'guest-problem', message: cause instanceof Error ? cause.message : String(cause) });
  }
}
