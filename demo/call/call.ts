/**
 * What a page knows of a call. `joinCall()` in `join-call.ts` makes one.
 *
 * @module
 */

import type { MeetingAdapter, SecureGroupOptions, UnanimityLink } from 'assent';
import type { Observable } from 'rxjs';
import type { CallProblem } from './call-problem.ts';

/** Who takes part: a person, or a recording that plays the part of one. */
export type ParticipantKind = 'person' | 'recording';

/** A medium of a participant: sent, sent but muted, or not sent at all. */
export type MediumState = 'on' | 'muted' | 'off';

/** How media travels: through the server's SFU, or directly between the participants. */
export type CallTransport = 'sfu' | 'mesh';

/** Where the call stands. `left` and `failed` are final. */
export type CallState = 'connected' | 'reconnecting' | 'left' | 'failed';

/** Somebody else in the call. */
export interface RemoteParticipant {
  readonly id: string;
  readonly name: string;
  readonly kind: ParticipantKind;
  /** Opened the room, or inherited it from somebody who left. */
  readonly host: boolean;
  /** `false` while the server waits for this participant to come back. */
  readonly present: boolean;
  readonly microphone: MediumState;
  readonly camera: MediumState;
  /**
   * What is received of this participant: the same object as long as anything
   * is, its tracks come and go (`addtrack` is not fired for them: take the
   * emission of `participants$` as the sign). `null` while nothing is received.
   */
  readonly stream: MediaStream | null;
}

/** The participant of this page, as the others see it. */
export interface SelfState {
  readonly host: boolean;
  readonly microphone: MediumState;
  readonly camera: MediumState;
}

/** What `joinCall()` needs to know. */
export interface JoinOptions {
  readonly roomId: string;
  readonly name: string;
  readonly kind: ParticipantKind;
  /** Own tracks, lent to the call, which never stops them: at most one of each kind; none at all is fine. */
  readonly stream: MediaStream;
  /** `false` for a recorded guest in a hidden frame: it sends and consumes nobody's media. Default `true`. */
  readonly receive?: boolean;
}

/** A call that was joined. */
export interface Call {
  readonly self: { readonly id: string; readonly name: string };
  /** One meeting: from the first participant's coming to the last one's leaving. Consent holds for it alone. */
  readonly meetingId: string;
  /** Replayed; changes when the server's SFU dies or a new one takes the room over. */
  readonly transport$: Observable<CallTransport>;
  /** The value of `transport$` at this moment. */
  readonly transport: CallTransport;
  /** Everybody else, in the order of their coming; replayed as a whole set. */
  readonly participants$: Observable<readonly RemoteParticipant[]>;
  /** Replayed. */
  readonly self$: Observable<SelfState>;
  /** Replayed; completes after `left` or `failed`. */
  readonly state$: Observable<CallState>;
  /** Not replayed; nothing in it ends the call, unless `state$` says so. */
  readonly problems$: Observable<CallProblem>;
  /** The own outgoing tracks for Assent: one adapter for the whole call, over reconnections too. */
  readonly adapter: MeetingAdapter;
  /** Mutes or unmutes. Without a microphone it does nothing. */
  setMicrophone(on: boolean): void;
  /** Mutes or unmutes. Without a camera it does nothing. */
  setCamera(on: boolean): void;
  /** Sends this track instead of the own one of the same kind (or of none); mute states are kept. */
  replaceTrack(track: MediaStreamTrack): Promise<void>;
  /**
   * Where this meeting's aggregator is, a fresh short-lived token for it at each call, and what makes
   * contributions blind: this participant's attested key, and the call's word for the others.
   */
  readonly aggregation: {
    readonly url: string;
    token(): Promise<string>;
    readonly secure: SecureGroupOptions;
  };
  /** The way to the one bit of a meeting in unanimous mode. */
  readonly unanimity: UnanimityLink;
  /** While away, in a breakout room, nothing is sent here; the place in the room is kept. */
  setAway(away: boolean): void;
  /** Leaves for good. Own tracks are not stopped: they were lent. */
  leave(): Promise<void>;
}
