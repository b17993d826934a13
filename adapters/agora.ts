/**
 * Agora channels, by `agora-rtc-sdk-ng` 4.
 *
 * @module
 */

import {
  createOwnTracksAdapter,
  type OwnTracksAdapter,
  type OwnTracksAdapterOptions,
} from './shared/create-own-tracks-adapter.ts';
import { listenToEvents } from './shared/listen-to-events.ts';
import { untilLeft } from './shared/until-left.ts';

/** The part of agora-rtc-sdk-ng's `ILocalTrack` that is looked at. */
export interface AgoraLocalTrack {
  readonly muted: boolean;
  readonly enabled: boolean;
  getMediaStreamTrack(): MediaStreamTrack;
}

/** The part of agora-rtc-sdk-ng's `IAgoraRTCClient` that is looked at. */
export interface AgoraClient {
  /** `DISCONNECTED`, `CONNECTING`, `RECONNECTING`, `CONNECTED` or `DISCONNECTING`. */
  readonly connectionState: string;
  readonly localTracks: readonly AgoraLocalTrack[];
  on(event: 'connection-state-change', listener: () => void): unknown;
  off(event: 'connection-state-change', listener: () => void): unknown;
}

/**
 * Taps the tracks that the participant has published through an Agora client;
 * remote users are never looked at. Shared screens are left out.
 *
 * Muted means `setMuted(true)` or `setEnabled(false)`. Agora tells of none of
 * publishing, unpublishing, muting and changing devices on its client: they
 * are seen within `checkMs`, or at once by `refresh()`. The set survives
 * reconnecting, and empties and completes when the channel is left.
 *
 * Tested with the library's own local tracks and a client that has not joined; joining,
 * publishing and reconnecting were not exercised.
 *
 * @param client what `AgoraRTC.createClient()` returned, joined or not yet
 * @throws TypeError if it is none
 * @see {@link https://api-ref.agora.io/en/video-sdk/web/4.x/ | Agora Web SDK 4}
 */
export function createAgoraAdapter(
  client: AgoraClient,
  options: OwnTracksAdapterOptions = {},
): OwnTracksAdapter {
  if (!Array.isArray(client?.localTracks)) {
    throw new TypeError('client: a client of agora-rtc-sdk-ng is needed');
  }
  const isIn = () => client.connectionState !== 'DISCONNECTED';
  // An attempt to join that fails is no call that was left.
  const isLeft = untilLeft(() => isIn() && client.connectionState !== 'CONNECTING');
  return createOwnTracksAdapter('agora', options, {
    read() {
      if (isLeft()) return null;
      if (!isIn()) return [];
      return client.localTracks.map((local) => ({
        track: local.getMediaStreamTrack(),
        muted: local.muted || !local.enabled,
      }));
    },
    listen: (changed) => listenToEvents(client, ['connection-state-change'], changed),
  });
}
