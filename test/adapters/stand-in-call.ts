import type { MeetingAdapter } from '../../sdk/adapter.ts';
import type { AdapterHarness } from '../../sdk/testing/adapter-harness.ts';
import { createOwnTracks } from './own-tracks.ts';

/** The platform's own object for a local track, made from a real browser track. */
export interface LocalTracks<Local> {
  make(track: MediaStreamTrack): Local | Promise<Local>;
  mute(local: Local, muted: boolean): unknown;
  replace(local: Local, next: MediaStreamTrack): unknown;
}

/** What an adapter sees of a local track, for platforms that let nobody make their own objects. */
export interface PlainLocal {
  track: MediaStreamTrack;
  muted: boolean;
}

/** Plain states in the place of a platform's local tracks. */
export const plainTracks: LocalTracks<PlainLocal> = {
  make: (track) => ({ track, muted: false }),
  mute(local, muted) {
    local.muted = muted;
  },
  replace(local, next) {
    local.track = next;
  },
};

/** What stands in for the call of a platform whose calls need its vendor's cloud. */
export interface StandIn<Local> {
  readonly sent: ReadonlyMap<MediaStreamTrack, Local>;
  readonly received: readonly MediaStreamTrack[];
  readonly joined: boolean;
  readonly left: boolean;
  on(event: string, listener: (payload: object) => void): void;
  off(event: string, listener: (payload: object) => void): void;
  once(event: string, listener: (payload: object) => void): void;
}

/**
 * The harness of a platform whose calls need its vendor's cloud: what is published, received and left is
 * this stand-in's; the local tracks are the platform's own classes where it lets one make them.
 * Only `event` is ever emitted, with a payload as platforms send one.
 */
export function standInCall<Local>(
  tracks: LocalTracks<Local>,
  event: string,
  adapterOf: (call: StandIn<Local>) => MeetingAdapter,
): AdapterHarness {
  const own = createOwnTracks();
  const listeners = new Map<string, Set<(payload: object) => void>>();
  const sent = new Map<MediaStreamTrack, Local>();
  const received: MediaStreamTrack[] = [];
  const connections: RTCPeerConnection[] = [];
  const call = {
    sent,
    received,
    joined: true,
    left: false,
    on(name: string, listener: (payload: object) => void) {
      listeners.set(name, (listeners.get(name) ?? new Set()).add(listener));
    },
    off(name: string, listener: (payload: object) => void) {
      listeners.get(name)?.delete(listener);
    },
    once(name: string, listener: (payload: object) => void) {
      call.on(name, listener);
    },
  };
  const emit = (name: string) => {
    for (const listener of listeners.get(name) ?? []) listener({ payload: name });
  };

  return {
    adapter: adapterOf(call),
    createTrack: own.create,
    async publish(track) {
      sent.set(track, await tracks.make(track));
      emit(event);
    },
    async unpublish(track) {
      sent.delete(track);
      emit(event);
    },
    async replace(track, next) {
      const local = sent.get(track);
      if (local === undefined) return;
      await tracks.replace(local, next);
      sent.delete(track);
      sent.set(next, local);
      emit(event);
    },
    async mute(track, muted) {
      const local = sent.get(track);
      if (local !== undefined) await tracks.mute(local, muted);
      emit(event);
    },
    async receive() {
      const track = await receivedTrack(own.create('voice'), connections);
      received.push(track);
      emit(event);
      return track;
    },
    async leave() {
      call.joined = false;
      call.left = true;
      sent.clear();
      emit(event);
      emit('destroyed');
    },
    async dispose() {
      for (const connection of connections) connection.close();
      own.close();
    },
  };
}

/** A track as a browser makes it for what somebody else sends. */
async function receivedTrack(
  track: MediaStreamTrack,
  connections: RTCPeerConnection[],
): Promise<MediaStreamTrack> {
  const far = new RTCPeerConnection();
  const near = new RTCPeerConnection();
  connections.push(far, near);
  far.addTrack(track);
  const offer = await far.createOffer();
  await near.setRemoteDescription(offer);
  const [receiver] = near.getReceivers();
  if (receiver === undefined) throw new Error('nothing is received');
  return receiver.track;
}
