/**
 * Jitsi Meet conferences, by `lib-jitsi-meet`.
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

/** The part of lib-jitsi-meet's `JitsiLocalTrack` that is looked at. */
export interface JitsiLocalTrack {
  getTrack(): MediaStreamTrack;
  isMuted(): boolean;
  isLocal(): boolean;
  /** Where the version at hand has it: whether the picture is a shared screen. */
  isScreenSharing?(): boolean;
}

type JitsiEvent =
  | 'conference.joined'
  | 'conference.left'
  | 'conference.trackAdded'
  | 'conference.trackRemoved'
  | 'conference.trackMuteChanged';

/** The part of lib-jitsi-meet's `JitsiConference` that is looked at. */
export interface JitsiConference {
  isJoined(): boolean | null;
  getLocalTracks(): readonly JitsiLocalTrack[];
  on(event: JitsiEvent, listener: () => void): unknown;
  off(event: JitsiEvent, listener: () => void): unknown;
}

/**
 * Taps the participant's local tracks of a Jitsi conference.
 *
 * A tap is the browser's track of a local track, as it is sent (behind an
 * effect such as a blurred background it is the effect's track). Muting a
 * camera stops the device in Jitsi, so its tap goes, and another comes with
 * unmuting. Desktop sharing is left out. The set empties and completes when
 * the conference is left.
 *
 * Tested with the local tracks of lib-jitsi-meet (npm build 1.0.6); a conference on a
 * server and newer builds were not exercised, and as there are no typings on npm, no types were either.
 *
 * @param conference what `connection.initJitsiConference()` returned
 * @throws TypeError if it is none
 * @see {@link https://jitsi.github.io/handbook/docs/dev-guide/dev-guide-ljm-api/ | lib-jitsi-meet API}
 */
export function createJitsiAdapter(
  conference: JitsiConference,
  options: OwnTracksAdapterOptions = {},
): OwnTracksAdapter {
  if (typeof conference?.getLocalTracks !== 'function') {
    throw new TypeError('conference: a JitsiConference is needed');
  }
  const isIn = () => conference.isJoined() === true;
  const isLeft = untilLeft(isIn);
  return createOwnTracksAdapter('jitsi', options, {
    read() {
      if (isLeft()) return null;
      if (!isIn()) return [];
      return conference
        .getLocalTracks()
        .filter((local) => local.isLocal() && local.isScreenSharing?.() !== true)
        .map((local) => ({ track: local.getTrack(), muted: local.isMuted() }));
    },
    listen: (changed) => listenToEvents(conference, conferenceEvents, changed),
  });
}

const conferenceEvents = [
  'conference.joined',
  'conference.left',
  'conference.trackAdded',
  'conference.trackRemoved',
  'conference.trackMuteChanged',
] as const;
