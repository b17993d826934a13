/**
 * What the server says to a participant. Types only, so that the page's side of
 * the call can share them without carrying the server's schemas.
 *
 * @module
 */

import type { JWK } from 'jose';
import type { types } from 'mediasoup';
import type { CallTransport, MediumState, ParticipantKind } from '../call/call.ts';
import type { ClientRequest, RelayedSignal } from './client-messages.ts';

/** Why a message or a connection was refused; stable. */
export type RefusalCode =
  /** The message is no JSON, of no known type, or has a wrong field: `field` names it. */
  | 'message-invalid'
  /** Too large, too many, or the room is full. */
  | 'limit-exceeded'
  /** The token is missing, forged, expired, or for a participant who has left. */
  | 'token-invalid'
  /** Known, but not now: before `hello`, a second `hello`, SFU requests in a mesh. */
  | 'out-of-order'
  /** It names something that is not there, or not yours. */
  | 'not-found'
  /** The SFU refused or failed. */
  | 'sfu-failed';

/** One participant as everybody sees it. */
export interface RosterEntry {
  readonly id: string;
  readonly name: string;
  readonly kind: ParticipantKind;
  readonly host: boolean;
  readonly present: boolean;
  /** Whether this participant wants anybody's media. */
  readonly receive: boolean;
  readonly microphone: MediumState;
  readonly camera: MediumState;
  /** What the SFU has of this participant. */
  readonly producers: { readonly audio?: string; readonly video?: string };
}

/** How media travels in the room from now on. Another `generation` means: set everything up anew. */
export type RoomTransport = { readonly generation: number } & (
  | { readonly transport: 'sfu'; readonly rtpCapabilities: types.RtpCapabilities }
  | { readonly transport: Exclude<CallTransport, 'sfu'> }
);

/** The parameters that mediasoup-client makes a transport of. */
export interface TransportOffer {
  readonly id: string;
  readonly iceParameters: types.IceParameters;
  readonly iceCandidates: types.IceCandidate[];
  readonly dtlsParameters: types.DtlsParameters;
}

/** The parameters that mediasoup-client makes a consumer of. */
export interface ConsumerOffer {
  readonly id: string;
  readonly producerId: string;
  readonly kind: 'audio' | 'video';
  readonly rtpParameters: types.RtpParameters;
}

/** The answer to each request. */
export interface Replies {
  readonly 'aggregate-token': { readonly token: string };
  /** The call's word for a signing key, and the key to verify such words with. */
  readonly attest: { readonly token: string; readonly issuerKey: JWK };
  readonly 'open-transport': TransportOffer;
  readonly 'connect-transport': null;
  readonly 'restart-ice': types.IceParameters;
  readonly produce: { readonly producerId: string };
  readonly 'close-producer': null;
  readonly consume: ConsumerOffer;
  readonly 'resume-consumer': null;
}

/** Everything that the server says, by `type`. */
export type ServerMessage =
  | {
      readonly type: 'welcome';
      readonly self: { readonly id: string; readonly name: string };
      readonly meetingId: string;
      /** Opens this participant's place again after the connection broke; good as long as the place is kept. */
      readonly resumeToken: string;
      readonly room: RoomTransport;
    }
  | { readonly type: 'roster'; readonly participants: readonly RosterEntry[] }
  | { readonly type: 'room'; readonly room: RoomTransport }
  | { readonly type: 'relay'; readonly from: string; readonly signal: RelayedSignal }
  /** Whether everyone here has opted in, at a fixed beat; never who has not, or how many. */
  | { readonly type: 'unanimity'; readonly everyone: boolean }
  /** Sent every few seconds, so that a page notices a dead connection. */
  | { readonly type: 'beat' }
  | { readonly type: 'reply'; readonly request: number; readonly value: Replies[ClientRequest['type']] }
  | {
      readonly type: 'error';
      readonly code: RefusalCode;
      readonly message: string;
      readonly request?: number;
      readonly field?: string;
    };

/** How the server closes a connection for good; any other code means: try again. */
export const closeCodes = {
  /** The token was refused. */
  tokenInvalid: 4001,
  /** The same participant connected from elsewhere. */
  takenOver: 4002,
  /** The room is full. */
  roomFull: 4003,
  /** Messages kept coming in spite of refusals. */
  tooMany: 4008,
} as const;
