/**
 * The outline of RTP parameters and capabilities: enough to bound what reaches
 * mediasoup, which judges the meaning itself. Members that mediasoup does not
 * know are dropped.
 *
 * @module
 */

import * as v from 'valibot';

/** A parameter of a codec or a header extension. */
type Parameters = Record<string, string | number | boolean>;

interface CodecOutline {
  mimeType: string;
  clockRate: number;
  channels?: number;
  parameters?: Parameters;
  rtcpFeedback?: { type: string; parameter?: string }[];
}

/** The outline of what one producer sends. */
export interface RtpParametersOutline {
  mid?: string;
  codecs: (CodecOutline & { payloadType: number })[];
  headerExtensions?: { uri: string; id: number; encrypt?: boolean; parameters?: Parameters }[];
  encodings?: {
    ssrc?: number;
    rid?: string;
    codecPayloadType?: number;
    rtx?: { ssrc: number };
    dtx?: boolean;
    scalabilityMode?: string;
    maxBitrate?: number;
  }[];
  rtcp?: { cname?: string; reducedSize?: boolean };
}

/** The outline of what one participant's browser can receive. */
export interface RtpCapabilitiesOutline {
  codecs?: (CodecOutline & { kind: 'audio' | 'video'; preferredPayloadType: number })[];
  headerExtensions?: {
    kind: 'audio' | 'video';
    uri: string;
    preferredId: number;
    preferredEncrypt?: boolean;
    direction?: 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive';
  }[];
}

const text = v.pipe(v.string(), v.maxLength(256));
const whole = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 32));
const parameters = v.pipe(
  v.record(text, v.union([text, v.number(), v.boolean()])),
  v.check((record) => Object.keys(record).length <= 64, 'too many parameters'),
);
const kind = v.picklist(['audio', 'video']);
const rtcpFeedback = v.pipe(
  v.array(v.object({ type: text, parameter: v.exactOptional(text) })),
  v.maxLength(32),
);

const codec = {
  mimeType: text,
  clockRate: whole,
  channels: v.exactOptional(whole),
  parameters: v.exactOptional(parameters),
  rtcpFeedback: v.exactOptional(rtcpFeedback),
};

/** What one producer sends. */
export const rtpParameters: v.GenericSchema<RtpParametersOutline> = v.object({
  mid: v.exactOptional(text),
  codecs: v.pipe(v.array(v.object({ ...codec, payloadType: whole })), v.minLength(1), v.maxLength(64)),
  headerExtensions: v.exactOptional(
    v.pipe(
      v.array(
        v.object({
          uri: text,
          id: whole,
          encrypt: v.exactOptional(v.boolean()),
          parameters: v.exactOptional(parameters),
        }),
      ),
      v.maxLength(64),
    ),
  ),
  encodings: v.exactOptional(
    v.pipe(
      v.array(
        v.object({
          ssrc: v.exactOptional(whole),
          rid: v.exactOptional(text),
          codecPayloadType: v.exactOptional(whole),
          rtx: v.exactOptional(v.object({ ssrc: whole })),
          dtx: v.exactOptional(v.boolean()),
          scalabilityMode: v.exactOptional(text),
          maxBitrate: v.exactOptional(whole),
        }),
      ),
      v.maxLength(4),
    ),
  ),
  rtcp: v.exactOptional(
    v.object({ cname: v.exactOptional(text), reducedSize: v.exactOptional(v.boolean()) }),
  ),
});

/** What one participant's browser can receive. */
export const rtpCapabilities: v.GenericSchema<RtpCapabilitiesOutline> = v.object({
  codecs: v.exactOptional(
    v.pipe(v.array(v.object({ ...codec, kind, preferredPayloadType: whole })), v.maxLength(128)),
  ),
  headerExtensions: v.exactOptional(
    v.pipe(
      v.array(
        v.object({
          kind,
          uri: text,
          preferredId: whole,
          preferredEncrypt: v.exactOptional(v.boolean()),
          direction: v.exactOptional(v.picklist(['sendrecv', 'sendonly', 'recvonly', 'inactive'])),
        }),
      ),
      v.maxLength(128),
    ),
  ),
});
