import type { ParticipantKind } from './call.ts';

/** How one participant's video is sent. */
export interface VideoEncoding {
  readonly maxBitrate: number;
  readonly maxFramerate: number;
  readonly scaleResolutionDownBy: number;
}

/** Modest enough for eight participants on a machine with two cores. */
const limits: Readonly<Record<ParticipantKind, { height: number; framerate: number; bitrate: number }>> = {
  person: { height: 360, framerate: 24, bitrate: 600_000 },
  recording: { height: 180, framerate: 12, bitrate: 120_000 },
};

/** Scales what is sent, not the track: signals are measured on the full picture. */
export function videoEncoding(kind: ParticipantKind, track: MediaStreamTrack): VideoEncoding {
  const { height, framerate, bitrate } = limits[kind];
  return {
    maxBitrate: bitrate,
    maxFramerate: framerate,
    scaleResolutionDownBy: Math.max(1, (track.getSettings().height ?? height) / height),
  };
}
