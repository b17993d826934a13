import { AssentError } from '../errors.ts';
import type { VideoStreamCapture } from './video-capture.ts';

/** Reads a track through `MediaStreamTrackProcessor` (W3C mediacapture-transform); call it only behind a grant check. */
export function openVideoStream(track: MediaStreamTrack): VideoStreamCapture {
  let frames: ReadableStream<VideoFrame>;
  try {
    frames = new MediaStreamTrackProcessor({
      track: track as MediaStreamVideoTrack,
      maxBufferSize: 1,
    }).readable;
  } catch (cause) {
    throw new AssentError('capture-failed', 'The camera track could not be read.', { cause });
  }
  return {
    kind: 'stream',
    frames,
    close: () => {
      // A transferred stream is locked here and refuses; it ends with the worker that reads it.
      frames.cancel().catch(() => undefined);
    },
  };
}
