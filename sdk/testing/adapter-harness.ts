import type { MeetingAdapter } from '../adapter.ts';
import type { Modality } from '../vocabulary.ts';

/** One participant in a call on the real platform, as the contract drives it. Made anew for each clause. */
export interface AdapterHarness {
  readonly adapter: MeetingAdapter;
  /** A fresh live track of the participant's own. */
  createTrack(modality: Modality): MediaStreamTrack;
  /** Sends the track into the call. */
  publish(track: MediaStreamTrack): Promise<void>;
  /** Takes the track out of the call, and leaves the track itself alone. */
  unpublish(track: MediaStreamTrack): Promise<void>;
  /** Sends `next` in the place of `track`, as a change of device does. */
  replace(track: MediaStreamTrack, next: MediaStreamTrack): Promise<void>;
  /** Mutes or unmutes by the platform's usual means. */
  mute(track: MediaStreamTrack, muted: boolean): Promise<void>;
  /** Receives somebody else's track and resolves with it, once it is here. */
  receive(): Promise<MediaStreamTrack>;
  /** Leaves the call, by the platform's usual means. */
  leave(): Promise<void>;
  /** Releases what the harness acquired, whether the call was left or not. */
  dispose(): Promise<void>;
}

/** The platform that a contract is run against. */
export interface AdapterPlatform {
  /** Joins a call of its own and resolves once it stands. */
  create(): Promise<AdapterHarness>;
}

/** `describe` and `it` of the test runner in use: Vitest, Jest, Mocha and `node:test` have them. */
export interface TestRunner {
  describe(name: string, body: () => void): unknown;
  it(name: string, body: () => Promise<void>): unknown;
}
