/**
 * Daily calls, by `@daily-co/daily-js`.
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
import type { SentTrack } from './shared/watch-taps.ts';

/** The part of daily-js's `DailyTrackState` that is looked at. */
export interface DailyLocalTrack {
  /** `blocked`, `off`, `sendable`, `loading`, `interrupted` or `playable`. */
  readonly state: string;
  readonly persistentTrack?: MediaStreamTrack;
}

type DailyCallEvent =
  | 'joined-meeting'
  | 'left-meeting'
  | 'call-instance-destroyed'
  | 'participant-updated'
  | 'track-started'
  | 'track-stopped';

/** The part of daily-js's `DailyCall` that is looked at. */
export interface DailyCall {
  meetingState(): string;
  isDestroyed(): boolean;
  participants(): {
    readonly local?: {
      readonly tracks: { readonly audio: DailyLocalTrack; readonly video: DailyLocalTrack };
    };
  };
  on(event: DailyCallEvent, listener: () => void): unknown;
  off(event: DailyCallEvent, listener: () => void): unknown;
}

/**
 * Taps the microphone and the camera that the participant sends into a Daily
 * call: `participants().local` and nobody else's. Shared screens and custom
 * tracks are left out. Needs a call object (`createCallObject()`): the tracks
 * of the prebuilt frame are in another page.
 *
 * The set is empty before the meeting is joined, as a camera that is only
 * previewed is not sent, and completes when the meeting is left or the call
 * object destroyed.
 *
 * Tested with the library's own call object before joining; a joined call, and with it what
 * Daily reports of `participants().local` there, was not exercised.
 *
 * @param call what `DailyIframe.createCallObject()` returned
 * @throws TypeError if it is none
 * @see {@link https://docs.daily.co/reference/daily-js | daily-js}
 */
export function createDailyAdapter(call: DailyCall, options: OwnTracksAdapterOptions = {}): OwnTracksAdapter {
  if (typeof call?.participants !== 'function')
    throw new TypeError('call: a call object of daily-js is needed');
  const isIn = () => !call.isDestroyed() && call.meetingState() === 'joined-meeting';
  const isLeft = untilLeft(isIn);
  return createOwnTracksAdapter('daily', options, {
    read() {
      if (call.isDestroyed() || isLeft()) return null;
      const tracks = isIn() ? call.participants().local?.tracks : undefined;
      return tracks === undefined ? [] : [...sent(tracks.audio), ...sent(tracks.video)];
    },
    listen(changed) {
      const stop = listenToEvents(call, callEvents, changed);
      // A destroyed call object refuses to be asked for anything, but has let its listeners go.
      return () => (call.isDestroyed() ? undefined : stop());
    },
  });
}

const callEvents = [
  'joined-meeting',
  'left-meeting',
  'call-instance-destroyed',
  'participant-updated',
  'track-started',
  'track-stopped',
] as const;

function sent({ state, persistentTrack }: DailyLocalTrack): readonly SentTrack[] {
  if (persistentTrack === undefined || state === 'blocked') return [];
  return [{ track: persistentTrack, muted: state === 'off' || state === 'interrupted' }];
}
