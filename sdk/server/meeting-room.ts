import { protocolVersion, type RefusalCode, writeMessage } from '../meeting/messages.ts';
import type { GroupView, WithheldReason } from '../vocabulary.ts';
import type { PutResult } from './aggregation-store.ts';
import type { AggregatorSettings } from './aggregator-options.ts';
import { presentInCall } from './call/present-in-call.ts';
import { createCohortGuard } from './create-cohort-guard.ts';
import { createPlainCollection } from './create-plain-collection.ts';
import { createPrivacyBudget } from './privacy/create-privacy-budget.ts';
import { publishWindow } from './publish-window.ts';
import { createSecureCollection } from './secure/create-secure-collection.ts';

/** One participant's end of a meeting. */
export interface RoomMember {
  /** When its token expires, in milliseconds since the Unix epoch. */
  expiresAt(): number;
  send(data: string | Uint8Array<ArrayBuffer>): void;
  /** Tells the reason and closes the connection. */
  refuse(code: RefusalCode): void;
}

/** One meeting on this node: who is connected, and which window is being collected. */
export interface MeetingRoom {
  readonly meetingId: string;
  readonly size: number;
  has(participantId: string): boolean;
  join(participantId: string, member: RoomMember): void;
  /** Takes a connection out; what the participant contributed to the open window goes with it. */
  leave(participantId: string, member: RoomMember): Promise<void>;
  /** Closes the participant's connection and takes it out; no effect on who isn't there. */
  expel(participantId: string): Promise<void>;
  contribute(
    participantId: string,
    window: number,
    counts: readonly number[],
  ): Promise<PutResult | 'blind-only'>;
  /**
   * Takes a message of the blind protocol.
   *
   * @throws SecureError naming why it is left out
   */
  receive(participantId: string, message: Uint8Array): Promise<void>;
  /** Forgets what the participant contributed to the open window, for good. */
  withdraw(participantId: string): Promise<void>;
  /** Asks for the contributions to `window`, which has just ended. */
  collect(window: number): Promise<void>;
  /** Sums what came, tells everyone, forgets it. */
  settle(): Promise<void>;
  /** Drops the open window unsummed and tells everyone. */
  stop(): Promise<void>;
}

/**
 * Creates the room of one meeting.
 *
 * @remarks Keeps ids, never vectors.
 */
export function createMeetingRoom(meetingId: string, settings: AggregatorSettings): MeetingRoom {
  const { clock, k, windowSeconds, onProblem, observer } = settings;
  const members = new Map<string, RoomMember>();
  const guard = createCohortGuard(meetingId, settings);
  const collection =
    settings.secure === null
      ? createPlainCollection(meetingId, settings, guard)
      : createSecureCollection(meetingId, settings, settings.secure, guard, {
          everyone: () => members.keys(),
          send: (participantId, message) => members.get(participantId)?.send(message),
        });
  const budget =
    settings.privacy === null ? null : createPrivacyBudget(meetingId, settings, settings.privacy);
  let collecting: number | null = null;
  /** For which window contributions were last asked for: the next ones are of the time since. */
  let asked: number | null = null;
  let view: GroupView = withheld('collecting');
  /** Who of the last published cohort still stands by it. */
  let standing = new Set<string>();
  /** While a window of another node's is being finished. */
  let cancelFinish: (() => void) | null = null;
  let turn: Promise<void> = Promise.resolve();
  inTurn(resume).catch(onProblem);

  function withheld(reason: WithheldReason): GroupView {
    return { kind: 'withheld', atSeconds: clock.nowMs() / 1000, windowSeconds, k, reason };
  }

  function broadcast(text: string): void {
    for (const member of [...members.values()]) member.send(text);
  }

  function show(next: GroupView): void {
    view = next;
    broadcast(viewMessage(next));
  }

  /** A group that has shrunk below k isn't shown any longer, also between two windows. */
  function depart(participantId: string): void {
    if (!standing.delete(participantId) || view.kind === 'withheld') return;
    if (standing.size < k) show(withheld('too-few-contributors'));
  }

  async function forget(participantId: string): Promise<void> {
    depart(participantId);
    await collection.remove(participantId);
  }

  async function conclude(window: number, windows: number): Promise<GroupView> {
    const outcome = await collection.close(window);
    if (outcome.kind === 'withheld') return withheld(outcome.reason);
    standing = new Set([...outcome.members].filter((id) => members.has(id)));
    if (standing.size < k) return withheld('too-few-contributors');
    const told = budget === null ? outcome : await budget.spend(outcome);
    if (told.kind === 'withheld') return withheld(told.reason);
    await guard.shown(window, told.sum[0] ?? 0);
    return publishWindow(told.sum, {
      atSeconds: (window + 1) * windowSeconds,
      windowSeconds: windows * windowSeconds,
      k,
      affectK: settings.affectK,
    });
  }

  /** A store that is slow to open a window must not have it settled before. */
  function inTurn(task: () => Promise<void>): Promise<void> {
    turn = turn.catch(() => {}).then(task);
    return turn;
  }

  /** What another node left behind is finished here, or told as withheld. */
  async function resume(): Promise<void> {
    const left = await settings.store.unfinished(meetingId);
    if (left === null || collecting !== null) return;
    const { window, isTaken } = left;
    if (isTaken || !(await collection.resume(window, (id) => members.has(id)))) {
      show(withheld('service-stopped'));
      return settings.store.told({ meetingId, window });
    }
    collecting = window;
    broadcast(collectMessage(window));
    // Those who were connected to the other node have to find their way first.
    const cancel = clock.schedule(1000 * settings.collectSeconds, () => void inTurn(finish).catch(onProblem));
    cancelFinish = () => {
      cancel();
      cancelFinish = null;
    };
  }

  /** Ends a window that was resumed, unless that has happened. */
  async function finish(): Promise<void> {
    if (cancelFinish === null) return;
    cancelFinish();
    await settle();
  }

  async function collect(window: number): Promise<void> {
    await finish();
    for (const member of [...members.values()]) {
      if (member.expiresAt() <= clock.nowMs()) member.refuse('token-expired');
    }
    try {
      await sendAwayAbsent();
      if (!(await guard.isDue(window, members.size))) return;
      await collection.open(window);
      collecting = window;
      broadcast(collectMessage(window));
      collection.begin(window);
    } catch (problem) {
      onProblem(problem);
      show(withheld('service-stopped'));
    }
  }

  async function sendAway(participantId: string, code: RefusalCode): Promise<void> {
    const member = members.get(participantId);
    if (member === undefined) return;
    members.delete(participantId);
    member.refuse(code);
    await forget(participantId);
  }

  /** They may come again once they are back in the call: that is no removal. */
  async function sendAwayAbsent(): Promise<void> {
    const present = await presentInCall(meetingId, settings);
    for (const participantId of [...members.keys()]) {
      if (present?.has(participantId) === false) await sendAway(participantId, 'token-invalid');
    }
  }

  async function settle(): Promise<void> {
    if (collecting !== null) {
      const window = collecting;
      const windows = asked === null ? 1 : window - asked;
      collecting = null;
      asked = window;
      const begunMs = clock.nowMs();
      let next: GroupView;
      try {
        next = await conclude(window, windows);
      } catch (problem) {
        onProblem(problem);
        next = withheld('service-stopped');
      }
      show(next);
      // If this fails, whoever takes over says once more that it was withheld: better than that nobody says it.
      await settings.store.told({ meetingId, window }).catch(onProblem);
      observer.windowEnded(
        next.kind === 'withheld' ? next.reason : 'released',
        (clock.nowMs() - begunMs) / 1000,
      );
    }
    const soonMs = clock.nowMs() + 2000 * windowSeconds;
    for (const member of members.values()) if (member.expiresAt() <= soonMs) member.send(renewMessage);
  }

  async function stop(): Promise<void> {
    cancelFinish?.();
    const window = collecting;
    collecting = null;
    show(withheld('service-stopped'));
    await collection.stop();
    if (window !== null) await settings.store.told({ meetingId, window });
  }

  return {
    meetingId,
    get size() {
      return members.size;
    },
    has: (participantId) => members.has(participantId),
    join(participantId, member) {
      members.get(participantId)?.refuse('replaced');
      members.set(participantId, member);
      member.send(writeMessage({ type: 'welcome', v: protocolVersion, windowSeconds, k }));
      member.send(viewMessage(view));
      if (collecting !== null) member.send(collectMessage(collecting));
      collection.join(participantId);
    },
    async leave(participantId, member) {
      if (members.get(participantId) !== member) return;
      members.delete(participantId);
      await forget(participantId);
    },
    expel: (participantId) => sendAway(participantId, 'removed'),
    contribute: (participantId, window, counts) => collection.contribute(window, participantId, counts),
    receive: (participantId, message) => collection.receive(participantId, message),
    withdraw: forget,
    collect: (window) => inTurn(() => collect(window)),
    // A window that was resumed has a time of its own.
    settle: () => inTurn(async () => (cancelFinish === null ? settle() : undefined)),
    stop: () => inTurn(stop),
  };
}

const renewMessage = writeMessage({ type: 'renew', v: protocolVersion });

function viewMessage(view: GroupView): string {
  return writeMessage({ type: 'view', v: protocolVersion, view });
}

function collectMessage(window: number): string {
  return writeMessage({ type: 'collect', v: protocolVersion, window });
}
