/**
 * Calls through LiveKit, by `livekit-client` 2.
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

/** The part of livekit-client's `LocalTrackPublication` that is looked at. */
export interface LiveKitLocalPublication {
  readonly isMuted: boolean;
  /** `camera`, `microphone`, `screen_share`, `screen_share_audio` or `unknown`. */
  readonly source: string;
  readonly track?:
    | { readonly mediaStreamTrack: MediaStreamTrack; readonly isUpstreamPaused: boolean }
    | undefined;
}

type LiveKitEvent =
  | 'connectionStateChanged'
  | 'localTrackPublished'
  | 'localTrackUnpublished'
  | 'trackMuted'
  | 'trackUnmuted'
  | 'activeDeviceChanged'
  | 'disconnected';

/** The part of livekit-client's `Room` that is looked at. */
export interface LiveKitRoom {
  readonly state: string;
  readonly localParticipant: { readonly trackPublications: ReadonlyMap<string, LiveKitLocalPublication> };
  on(event: LiveKitEvent, listener: () => void): unknown;
  off(event: LiveKitEvent, listener: () => void): unknown;
}

/**
 * Taps the microphone and the camera that the participant publishes into a
 * LiveKit room. Create it before or after `room.connect()`, anew for each call.
 *
 * A tap is the track as it is sent: beside a `TrackProcessor` (a blurred
 * background, noise cancelling) that is the processed one, which is what the
 * others see and hear. It is borrowed: nothing is replaced, republished or
 * processed. Shared screens are left out. Muted means that the publication is
 * muted or its upstream paused.
 *
 * The set survives reconnecting, and empties and completes once the room is
 * disconnected for good.
 *
 * Tested against a real LiveKit server, with two participants; LiveKit's cloud, end-to-end
 * encryption and simulcast over several layers were not exercised.
 *
 * @param room a `Room`; its remote participants are out of reach of the type
 * @throws TypeError if it is none
 * @see {@link https://docs.livekit.io/reference/client-sdk-js/ | livekit-client}
 */
export function createLiveKitAdapter(
  room: LiveKitRoom,
  options: OwnTracksAdapterOptions = {},
): OwnTracksAdapter {
  if (typeof room?.localParticipant?.trackPublications?.values !== 'function') {
    throw new TypeError('room: a Room of livekit-client is needed');
  }
  // An attempt to join that fails is no call that was left.
  const isLeft = untilLeft(() => room.state !== 'disconnected' && room.state !== 'connecting');
  return createOwnTracksAdapter('livekit', options, {
    read() {
      if (isLeft()) return null;
      if (room.state === 'disconnected') return [];
      return [...room.localParticipant.trackPublications.values()].flatMap(({ isMuted, source, track }) =>
        track === undefined || source.startsWith('screen_share')
          ? []
          : [{ track: track.mediaStreamTrack, muted: isMuted || track.isUpstreamPaused }],
      );
    },
    listen: (changed) => listenToEvents(room, roomEvents, changed),
  });
}

const roomEvents = [
  'connectionStateChanged',
  'localTrackPublished',
  'localTrackUnpublished',
  'trackMuted',
  'trackUnmuted',
  'activeDeviceChanged',
  'disconnected',
] as const;
