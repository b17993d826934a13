/**
 * Vonage Video sessions, by `@vonage/client-sdk-video` 2.
 *
 * @module
 */

import {
  createOwnTracksAdapter,
  type OwnTracksAdapter,
  type OwnTracksAdapterOptions,
} from './shared/create-own-tracks-adapter.ts';
import { listenToEvents } from './shared/listen-to-events.ts';
import type { SentTrack } from './shared/watch-taps.ts';

type VonageEvent = 'streamCreated' | 'streamDestroyed' | 'mediaStopped' | 'audioInputDeviceChanged';

/** The part of the Vonage SDK's `Publisher` that is looked at. */
export interface VonagePublisher {
  /** There while it is published. */
  readonly stream?: { readonly hasAudio: boolean; readonly hasVideo: boolean };
  getAudioSource(): MediaStreamTrack | null | undefined;
  getVideoSource(): { readonly type: string | null; readonly track: MediaStreamTrack | null } | null;
  on(event: VonageEvent, listener: () => void): unknown;
  off(event: VonageEvent, listener: () => void): unknown;
  once(event: 'destroyed', listener: () => void): unknown;
}

/**
 * Taps the microphone and the camera of a Vonage publisher; subscribers are
 * out of reach of the type. A publisher that shares the screen has no tap.
 *
 * The SDK hands out the sources of what it sends: behind one of its filters
 * (`applyVideoFilter()`) a tap is the picture before it. Muted means
 * `publishAudio(false)` or `publishVideo(false)`. The set is empty until the
 * publisher is in a session; it empties and completes when the publisher is
 * destroyed, which the SDK does by itself when the session is left.
 *
 * Owns nothing but one listener, which the publisher drops with its end.
 *
 * Tested with the library's own publisher outside of a session; a session was not exercised.
 *
 * @param publisher what `OT.initPublisher()` returned
 * @throws TypeError if it is none
 * @see {@link https://developer.vonage.com/en/video/client-sdks/web/overview | Vonage Video web SDK}
 */
export function createVonageAdapter(
  publisher: VonagePublisher,
  options: OwnTracksAdapterOptions = {},
): OwnTracksAdapter {
  if (typeof publisher?.getAudioSource !== 'function') {
    throw new TypeError('publisher: a Publisher of @vonage/client-sdk-video is needed');
  }
  let left = false;
  const adapter = createOwnTracksAdapter('vonage', options, {
    read: () => (left ? null : sentBy(publisher)),
    listen: (changed) => listenToEvents(publisher, publisherEvents, changed),
  });
  publisher.once('destroyed', () => {
    left = true;
    adapter.refresh();
  });
  return adapter;
}

const publisherEvents = [
  'streamCreated',
  'streamDestroyed',
  'mediaStopped',
  'audioInputDeviceChanged',
] as const;

function sentBy(publisher: VonagePublisher): readonly SentTrack[] {
  const { stream } = publisher;
  if (stream === undefined || stream === null) return [];
  const audio = publisher.getAudioSource();
  const video = publisher.getVideoSource();
  return [
    ...(audio ? [{ track: audio, muted: !stream.hasAudio }] : []),
    ...(video?.track && video.type !== 'screen' ? [{ track: video.track, muted: !stream.hasVideo }] : []),
  ];
}
