/**
 * The seam to a call platform.
 *
 * @module
 */

import type { Observable } from 'rxjs';
import type { Modality } from './vocabulary.ts';

/** One of the participant's own outgoing tracks, borrowed from the call. */
export interface Tap {
  /** Stable while the same track is published; another track has another id. */
  readonly id: string;
  readonly modality: Modality;
  /**
   * Borrowed: Assent never stops, disables, clones or replaces it, and never
   * reads it without a grant.
   */
  readonly track: MediaStreamTrack;
  /** Whether the participant muted it, by whatever means the platform mutes. */
  readonly muted: boolean;
}

/**
 * What a call platform plugs in: the participant's own outgoing tracks and
 * nothing else. An adapter has no way to hand over somebody else's track.
 *
 * `describeAdapter()` of `assent/testing` is the contract that every adapter passes.
 */
export interface MeetingAdapter {
  /** The platform's name, for messages. */
  readonly platform: string;
  /**
   * The whole set of own outgoing tracks: replayed on subscription, emitted
   * anew on publish, unpublish, replace, mute, unmute and device change,
   * an empty set while nothing is sent; completes when the call is left.
   * Never errors. Subscribing reads no media.
   */
  readonly taps$: Observable<readonly Tap[]>;
}
