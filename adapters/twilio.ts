/**
 * Twilio Video rooms, by `twilio-video` 2.
 *
 * @module
 */

import {
  createOwnTracksAdapter,
  type OwnTracksAdapter,
  type OwnTracksAdapterOptions,
} from './shared/create-own-tracks-adapter.ts';
import { listenToEvents } from './shared/listen-to-events.ts';

/** The part of twilio-video's `LocalTrackPublication` that is looked at. */
export interface TwilioLocalPublication {
  readonly isTrackEnabled: boolean;
  readonly track: {
    /** `audio`, `video` or `data`. */
    readonly kind: string;
    readonly mediaStreamTrack?: MediaStreamTrack;
    /** What is sent instead while a video processor is at work. */
    readonly processedTrack?: MediaStreamTrack | null;
  };
}

type TwilioEvent =
  | 'trackPublished'
  | 'trackEnabled'
  | 'trackDisabled'
  | 'trackStarted'
  | 'trackStopped'
  | 'disconnected';

/** The part of twilio-video's `Room` that is looked at. */
export interface TwilioRoom {
  /** `connected`, `reconnecting` or `disconnected`. */
  readonly state: string;
  readonly localParticipant: {
    readonly tracks: ReadonlyMap<string, TwilioLocalPublication>;
    on(event: TwilioEvent, listener: () => void): unknown;
    off(event: TwilioEvent, listener: () => void): unknown;
  };
}

/**
 * Taps the microphone and the camera that the participant publishes into a
 * Twilio Video room. Data tracks and shared screens are left out.
 *
 * A tap is the track as it is sent: behind a video processor the processed
 * one. Muted means that the publication's track is disabled. Of
 * `unpublishTrack()` and `restart()` the library tells nobody here: they are
 * seen within `checkMs`. The set empties and completes when the room is
 * disconnected.
 *
 * Tested with the library's own local tracks; Twilio's cloud, and so a joined room, was
 * not exercised: a stand-in of the library's type plays the room.
 *
 * @param room what `connect()` resolved with
 * @throws TypeError if it is none
 * @see {@link https://sdk.twilio.com/js/video/latest/docs/ | twilio-video}
 */
export function createTwilioAdapter(
  room: TwilioRoom,
  options: OwnTracksAdapterOptions = {},
): OwnTracksAdapter {
  if (typeof room?.localParticipant?.tracks?.values !== 'function') {
    throw new TypeError('room: a Room of twilio-video is needed');
  }
  return createOwnTracksAdapter('twilio', options, {
    read() {
      if (room.state === 'disconnected') return null;
      return [...room.localParticipant.tracks.values()].flatMap(({ isTrackEnabled, track }) => {
        const sent = track.processedTrack ?? track.mediaStreamTrack;
        return sent === undefined ? [] : [{ track: sent, muted: !isTrackEnabled }];
      });
    },
    listen: (changed) => listenToEvents(room.localParticipant, participantEvents, changed),
  });
}

const participantEvents = [
  'trackPublished',
  'trackEnabled',
  'trackDisabled',
  'trackStarted',
  'trackStopped',
  'disconnected',
] as const;
