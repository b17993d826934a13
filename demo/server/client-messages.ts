import * as v from 'valibot';
import type { MediumState } from '../call/call.ts';
import {
  type RtpCapabilitiesOutline,
  type RtpParametersOutline,
  rtpCapabilities,
  rtpParameters,
} from './rtp-schemas.ts';

/** What one member of a mesh tells another: the server passes it on unread. */
export type RelayedSignal =
  | {
      kind: 'description';
      description: { type: 'offer' | 'answer' | 'pranswer' | 'rollback'; sdp: string };
    }
  | {
      kind: 'candidate';
      candidate: {
        candidate: string;
        sdpMid?: string | null;
        sdpMLineIndex?: number | null;
        usernameFragment?: string | null;
      };
    };

/** The proof of who speaks to the SFU. */
export interface DtlsOutline {
  role?: 'auto' | 'client' | 'server';
  fingerprints: { algorithm: 'sha-1' | 'sha-224' | 'sha-256' | 'sha-384' | 'sha-512'; value: string }[];
}

/** A message that is answered by a `reply` or an `error` with the same `request`. */
export type ClientRequest = { request: number } & (
  | { type: 'aggregate-token' }
  | { type: 'attest'; signingKey: string }
  | { type: 'open-transport'; direction: 'send' | 'recv'; rtpCapabilities?: RtpCapabilitiesOutline }
  | { type: 'connect-transport'; transportId: string; dtlsParameters: DtlsOutline }
  | { type: 'restart-ice'; transportId: string }
  | { type: 'produce'; transportId: string; kind: 'audio' | 'video'; rtpParameters: RtpParametersOutline }
  | { type: 'close-producer'; producerId: string }
  | { type: 'consume'; producerId: string }
  | { type: 'resume-consumer'; consumerId: string }
);

/** A message from a participant. */
export type ClientMessage =
  | { type: 'hello'; token: string; receive: boolean }
  | { type: 'media'; microphone: MediumState; camera: MediumState }
  | { type: 'leave' }
  /** Sent at a fixed beat in unanimous mode; “no”, “not now” and “not asked yet” are all `false`. */
  | { type: 'unanimity'; consents: boolean }
  | { type: 'relay'; to: string; signal: RelayedSignal }
  | ClientRequest;

/** A message of one type. */
export type ClientMessageOf<T extends ClientMessage['type']> = Extract<ClientMessage, { type: T }>;

/** The ways to name something the server made: transports, producers, consumers, participants. */
const id = v.pipe(v.string(), v.minLength(1), v.maxLength(64));
/** A request's number; the answer carries the same. */
const request = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(2 ** 31));
const kind = v.picklist(['audio', 'video']);
const medium = v.picklist(['on', 'muted', 'off']);
/** An uncompressed P-256 point of 65 bytes, in base64url. */
const signingKey = v.pipe(v.string(), v.regex(/^B[A-Za-z0-9_-]{86}$/, 'is no public key'));
const sdp = v.pipe(v.string(), v.maxLength(48_000));

const dtlsParameters = v.strictObject({
  role: v.exactOptional(v.picklist(['auto', 'client', 'server'])),
  fingerprints: v.pipe(
    v.array(
      v.strictObject({
        algorithm: v.picklist(['sha-1', 'sha-224', 'sha-256', 'sha-384', 'sha-512']),
        value: v.pipe(v.string(), v.maxLength(256)),
      }),
    ),
    v.minLength(1),
    v.maxLength(16),
  ),
});

const iceCandidate = v.strictObject({
  candidate: v.pipe(v.string(), v.maxLength(1_000)),
  sdpMid: v.exactOptional(v.nullable(v.pipe(v.string(), v.maxLength(64)))),
  sdpMLineIndex: v.exactOptional(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(256)))),
  usernameFragment: v.exactOptional(v.nullable(v.pipe(v.string(), v.maxLength(256)))),
});

/** Everything that a participant may say, by `type`. `hello` comes first, and once. */
export const clientMessage: v.GenericSchema<ClientMessage> = v.variant('type', [
  v.strictObject({
    type: v.literal('hello'),
    token: v.pipe(v.string(), v.maxLength(2_048)),
    receive: v.boolean(),
  }),
  v.strictObject({ type: v.literal('media'), microphone: medium, camera: medium }),
  v.strictObject({ type: v.literal('leave') }),
  v.strictObject({ type: v.literal('unanimity'), consents: v.boolean() }),
  v.strictObject({ type: v.literal('aggregate-token'), request }),
  v.strictObject({ type: v.literal('attest'), request, signingKey }),
  v.strictObject({
    type: v.literal('relay'),
    to: id,
    signal: v.variant('kind', [
      v.strictObject({
        kind: v.literal('description'),
        description: v.strictObject({ type: v.picklist(['offer', 'answer', 'pranswer', 'rollback']), sdp }),
      }),
      v.strictObject({ kind: v.literal('candidate'), candidate: iceCandidate }),
    ]),
  }),
  v.strictObject({
    type: v.literal('open-transport'),
    request,
    direction: v.picklist(['send', 'recv']),
    rtpCapabilities: v.exactOptional(rtpCapabilities),
  }),
  v.strictObject({ type: v.literal('connect-transport'), request, transportId: id, dtlsParameters }),
  v.strictObject({ type: v.literal('restart-ice'), request, transportId: id }),
  v.strictObject({ type: v.literal('produce'), request, transportId: id, kind, rtpParameters }),
  v.strictObject({ type: v.literal('close-producer'), request, producerId: id }),
  v.strictObject({ type: v.literal('consume'), request, producerId: id }),
  v.strictObject({ type: v.literal('resume-consumer'), request, consumerId: id }),
]);
