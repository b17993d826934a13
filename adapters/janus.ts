/**
 * Calls through Janus, by the `janus-gateway` client (`janus.js`), with VideoRoom or any other plugin.
 *
 * @module
 */

import {
  createOwnTracksAdapter,
  type OwnTracksAdapter,
  type OwnTracksAdapterOptions,
} from './shared/create-own-tracks-adapter.ts';
import { sentByConnection } from './shared/sent-by-connection.ts';

/** The part of janus.js's `PluginHandle` that is looked at. */
export interface JanusPluginHandle {
  readonly detached: boolean;
  /** The handle's connection, there from its first offer or answer until it is hung up. */
  readonly webrtcStuff: { readonly pc?: RTCPeerConnection | null };
}

/**
 * Taps what the participant sends over a plugin handle that publishes, such as
 * the publisher's handle of the VideoRoom plugin. Received tracks cannot get
 * in, whatever handle it is.
 *
 * janus.js tells of nothing but by the callbacks that its owner gave it:
 * publishing, `replaceTracks()`, muting and hanging up are seen within
 * `checkMs`, or at once by `refresh()`. Hanging up empties the set; it
 * completes when the handle is detached, by the app or by the server.
 *
 * Tested against a real Janus and its VideoRoom; other plugins were not exercised.
 *
 * @param handle what `attach()` gave to `success`
 * @throws TypeError if it is none
 * @see {@link https://janus.conf.meetecho.com/docs/JS.html | janus.js}
 */
export function createJanusAdapter(
  handle: JanusPluginHandle,
  options: OwnTracksAdapterOptions = {},
): OwnTracksAdapter {
  if (typeof handle?.webrtcStuff !== 'object' || handle.webrtcStuff === null) {
    throw new TypeError('handle: a plugin handle of janus.js is needed');
  }
  return createOwnTracksAdapter('janus', options, {
    read() {
      if (handle.detached) return null;
      const connection = handle.webrtcStuff.pc;
      return connection && connection.signalingState !== 'closed' ? sentByConnection(connection) : [];
    },
  });
}
