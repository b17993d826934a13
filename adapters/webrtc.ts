/**
 * Any call that is made of `RTCPeerConnection`s.
 *
 * @module
 */

import { isObservable, type Observable } from 'rxjs';
import {
  createOwnTracksAdapter,
  type OwnTracksAdapter,
  type OwnTracksAdapterOptions,
} from './shared/create-own-tracks-adapter.ts';
import { listenToConnection, sentByConnection } from './shared/sent-by-connection.ts';

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
 * Browsers tell nobody of `track.enabled = ...`, `sender.replaceTrack()` and
 * `connection.close()`: they are seen within `checkMs`, or at once by `refresh()`.
 *
 * Also for libraries that are made of connections and let one get at them,
 * as `simple-peer` does by its `wrtc` option.
 *
 * Owns nothing: connections, senders and tracks stay the app's, unchanged.
 *
 * Tested with real connections in Chromium, and beside the real simple-peer.
 *
 * @param connections one connection, or the open ones as a whole set that is replayed
 * @throws TypeError if it is neither
 * @see {@link https://www.w3.org/TR/webrtc/ | WebRTC: Real-Time Communication in Browsers}
 */
export function createWebRtcAdapter(
  connections: RTCPeerConnection | Observable<readonly RTCPeerConnection[]>,
  options: OwnTracksAdapterOptions = {},
): OwnTracksAdapter {
  const several = isObservable(connections);
  if (!several && typeof connections?.getTransceivers !== 'function') {
    throw new TypeError('connections: an RTCPeerConnection or an Observable of them is needed');
  }
  let current: readonly RTCPeerConnection[] = several ? [] : [connections];
  let left = false;

  return createOwnTracksAdapter('webrtc', options, {
    read() {
      const open = current.filter(({ signalingState }) => signalingState !== 'closed');
      if (left || (!several && open.length === 0)) return null;
      return open.flatMap(sentByConnection);
    },
    listen: (changed) => (several ? follow(connections, changed) : listenToConnection(connections, changed)),
  });

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
        stops = set.map((connection) => listenToConnection(connection, changed));
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
