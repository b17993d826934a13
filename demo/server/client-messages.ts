import * as v from 'valibot';
import { rtpCapabilities, rtpParameters } from './rtp-schemas.ts';

/** The ways to name something the server made: transports, producers, consumers, participants. */
const id = v.pipe(v.string(), v.minLength(1), v.maxLength(64));
/** A request's number; the answer carries the same. */
const request = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(2 ** 31));
const kind = v.picklist(['audio', 'video']);
const medium = v.picklist(['on', 'muted', 'off']);
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

const messageSchema = v.variant('type', [
  v.strictObject({
    type: v.literal('hello'),
    token: v.pipe(v.string(), v.maxLength(2_048)),
    receive: v.boolean(),
  }),
  v.strictObject({ type: v.literal('media'), microphone: medium, camera: medium }),
  v.strictObject({ type: v.literal('leave') }),
  v.strictObject({ type: v.literal('aggregate-token'), request }),
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

/** A checked message from a participant. */
export type ClientMessage = v.InferOutput<typeof messageSchema>;

/** Everything that a participant may say, by `type`. `hello` comes first, and once. */
export const clientMessage: v.GenericSchema<ClientMessage> = messageSchema;

/** A message of one type. */
export type ClientMessageOf<T extends ClientMessage['type']> = Extract<ClientMessage, { type: T }>;

/** A message that is answered by a `reply` or an `error` with the same `request`. */
export type ClientRequest = Extract<ClientMessage, { request: number }>;

/** What one member of a mesh tells another: the server passes it on unread. */
export type RelayedSignal = ClientMessageOf<'relay'>['signal'];
