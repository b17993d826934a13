/**
 * Zoom Video SDK sessions, by `@zoom/videosdk` 2.
 *
 * The SDK gives nobody the tracks that it sends: it encodes camera and
 * microphone itself and has no `MediaStreamTrack` in its whole API. What this
 * adapter taps is therefore a second capture of the same devices, which the
 * app makes and passes in; from Zoom come only the call's state and the mute
 * state. See the doc of {@link createZoomAdapter} for what follows from that.
 *
 * @module
 */

import { isObservable, type Observable } from 'rxjs';
import {
  createOwnTracksAdapter,
  type OwnTracksAdapter,
  type OwnTracksAdapterOptions,
} from './shared/create-own-tracks-adapter.ts';
import { listenToEvents } from './shared/listen-to-events.ts';
import { untilLeft } from './shared/until-left.ts';

type ZoomEvent = 'connection-change' | 'current-audio-change' | 'video-capturing-change';

/** The part of the Zoom Video SDK's client that is looked at. */
export interface ZoomClient {
  getSessionInfo(): { readonly isInMeeting: boolean };
  getMediaStream(): { isAudioMuted(): boolean; isCapturingVideo(): boolean };
  on(event: ZoomEvent, listener: () => void): unknown;
  off(event: ZoomEvent, listener: () => void): unknown;
}

/**
 * Taps the app's own capture of the devices that the participant uses in a
 * Zoom session.
 *
 * Give it the tracks of a `getUserMedia()` with the `deviceId`s that
 * `stream.startAudio()` and `stream.startVideo()` use, as a whole set that is
 * replayed, and emit a new set when the participant changes a device. What the
 * API does not give, and what follows:
 * - the devices are open twice, and the app stops its own capture; where a
 *   system lets one page hold a camera once, there is no picture to measure;
 * - what Zoom does to the sound and the picture (noise suppression, virtual
 *   background) is not in what is measured;
 * - that the tracks are the participant's own, the app promises: the adapter
 *   leaves out only what is captured of a display.
 *
 * A tap is muted while Zoom is muted or its camera off. The set is empty
 * before the session is joined, and completes when it is left.
 *
 * Tested against the library's types with an own capture of the devices; the SDK itself, which
 * needs Zoom's cloud to join, was not exercised.
 *
 * @param client what `ZoomVideo.createClient()` returned
 * @param tracks$ the app's own microphone and camera tracks, as a whole set that is replayed
 * @throws TypeError if one of them is something else
 * @see {@link https://developers.zoom.us/docs/video-sdk/web/ | Zoom Video SDK for web}
 */
export function createZoomAdapter(
  client: ZoomClient,
  tracks$: Observable<readonly MediaStreamTrack[]>,
  options: OwnTracksAdapterOptions = {},
): OwnTracksAdapter {
  if (typeof client?.getSessionInfo !== 'function') {
    throw new TypeError('client: a client of @zoom/videosdk is needed');
  }
  if (!isObservable(tracks$)) throw new TypeError('tracks$: an Observable of own tracks is needed');
  const isIn = () => client.getSessionInfo().isInMeeting;
  const isLeft = untilLeft(isIn);
  let tracks: readonly MediaStreamTrack[] = [];
  return createOwnTracksAdapter('zoom', options, {
    read() {
      if (isLeft()) return null;
      if (!isIn()) return [];
      const stream = client.getMediaStream();
      return tracks.map((track) => ({
        track,
        muted: track.kind === 'audio' ? stream.isAudioMuted() : !stream.isCapturingVideo(),
      }));
    },
    listen(changed) {
      const stop = listenToEvents(client, zoomEvents, changed);
      const following = tracks$.subscribe({
        next(set) {
          tracks = set;
          changed();
        },
        // The app's trouble with its capture ends no call: there is nothing to measure, that is all.
        error() {
          tracks = [];
          changed();
        },
      });
      return () => {
        stop();
        following.unsubscribe();
      };
    },
  });
}

const zoomEvents = ['connection-change', 'current-audio-change', 'video-capturing-change'] as const;
