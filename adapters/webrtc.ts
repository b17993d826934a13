/**
 * Any call that is made of `RTCPeerConnection`s.
 *
 * @module
 */

import { isObservable, type Observable } from 'rxjs';
import type { MeetingAdapter } from '../sdk/adapter.ts';
import { type SentTrack, watchTaps } from './shared/watch-taps.ts';

/** Options of `createWebRtcAdapter`. */
export interface WebRtcAdapterOptions {
  /** The platform's name, for messages; default `webrtc`. */
  readonly platform?: string;
  /** How often to look for changes that no event tells of, in milliseconds; default 200. */
  readonly checkMs?: number;
}

/** A `MeetingAdapter` that can be told to look at once. */
export interface WebRtcAdapter extends MeetingAdapter {
  /**
   * Looks at the senders now. Never needed; it saves the wait of up to
   * `checkMs` after `track.enabled = ...`, `sender.replaceTrack()` or
   * `connection.close()`, of which browsers tell nobody.
   */
  refresh(): void;
}

/**
 * Taps the tracks that the participant sends over an `RTCPeerConnection`, or
 * over several, as in a mesh.
 *
 * A tap stands for a live track of a sender whose transceiver is to send:
 * received tracks cannot get in. Muted means that the track is disabled
 * (`enabled`), muted by its source (`muted`), or that all encodings of the
 * sender are inactive. The set empties and completes when the connection is
 * closed; for an observable of connections, when it completes.
 *
 * Owns nothing: connections, senders and tracks stay the app's, unchanged.
 *
 * @param connections one connection, or the open ones as a whole set that is replayed
 * @throws TypeError if it is neither
 * @see {@link https://www.w3.org/TR/webrtc/ | WebRTC: Real-Time Communication in Browsers}
 */
export function createWebRtcAdapter(
  connections: RTCPeerConnection | Observable<readonly RTCPeerConnection[]>,
  { platform = 'webrtc', checkMs = 200 }: WebRtcAdapterOptions = {},
): WebRtcAdapter {
  const several = isObservable(connections);
  if (!several && typeof connections?.getTransceivers !== 'function') {
    throw new TypeError('connections: an RTCPeerConnection or an Observable of them is needed');
  }
  if (!(Number.isFinite(checkMs) && checkMs > 0)) throw new TypeError('checkMs: a number above 0 is needed');
  const looks = new Set<() => void>();
  let current: readonly RTCPeerConnection[] = several ? [] : [connections];
  let left = false;

  return {
    platform,
    refresh() {
      for (const look of looks) look();
    },
    taps$: watchTaps({
      checkMs,
      read() {
        const open = current.filter(({ signalingState }) => signalingState !== 'closed');
        if (left || (!several && open.length === 0)) return null;
        return open.flatMap(sentBy);
      },
      listen(changed) {
        looks.add(changed);
        const stop = several ? follow(connections, changed) : listenTo(connections, changed);
        return () => {
          looks.delete(changed);
          stop();
        };
      },
    }),
  };

  function follow(set$: Observable<readonly RTCPeerConnection[]>, changed: () => void): () => void {
    let stops: (() => void)[] = [];
    const release = () => {
      for (const stop of stops) stop();
      stops = [];
    };
    const end = () => {
      left = true;
      changed();
    };
    const subscription = set$.subscribe({
      next(set) {
        release();
        current = set;
        stops = set.map((connection) => listenTo(connection, changed));
        changed();
      },
      complete: end,
      error: end,
    });
    return () => {
      subscription.unsubscribe();
      release();
    };
  }
}

const connectionEvents = ['negotiationneeded', 'signalingstatechange', 'connectionstatechange'] as const;

function listenTo(connection: RTCPeerConnection, changed: () => void): () => void {
  for (const type of connectionEvents) connection.addEventListener(type, changed);
  return () => {
    for (const type of connectionEvents) connection.removeEventListener(type, changed);
  };
}

function sentBy(connection: RTCPeerConnection): readonly SentTrack[] {
  return connection.getTransceivers().flatMap(({ direction, sender }) => {
    const sends = direction === 'sendrecv' || direction === 'sendonly';
    return sends && sender.track ? [{ track: sender.track, muted: isSilenced(sender) }] : [];
  });
}

function isSilenced(sender: RTCRtpSender): boolean {
  const { encodings = [] } = sender.getParameters();
  return encodings.length > 0 && encodings.every(({ active }) => active === false);
}
