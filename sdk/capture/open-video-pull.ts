import { AssentError } from '../errors.ts';
import type { CapturedImage, VideoPullCapture } from './video-capture.ts';

/**
 * Reads a track through a video element that is never shown and `requestVideoFrameCallback`; call it only behind a
 * grant check. Browsers pause it while the page is hidden: then no frame comes, and what is shown goes stale.
 */
export function openVideoPull(track: MediaStreamTrack): VideoPullCapture {
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  video.srcObject = new MediaStream([track]);
  let pending: {
    promise: Promise<CapturedImage | null>;
    settle: (image: CapturedImage | null) => void;
  } | null = null;
  let closed = false;

  const settle = (image: CapturedImage | null): void => {
    const waiting = pending;
    pending = null;
    if (waiting === null) image?.image.close();
    else waiting.settle(image);
  };
  const close = (): void => {
    if (closed) return;
    closed = true;
    track.removeEventListener('ended', close);
    video.pause();
    video.srcObject = null;
    settle(null);
  };
  track.addEventListener('ended', close, { once: true });
  // An aborted play() rejects when the capture is closed before the first frame; real failures show as no frame.
  video.play().catch(() => undefined);

  return {
    kind: 'frames',
    next: () => {
      if (closed) return Promise.resolve(null);
      if (pending !== null) return pending.promise;
      const request = withResolvers<CapturedImage | null>();
      pending = { promise: request.promise, settle: request.resolve };
      video.requestVideoFrameCallback((nowMilliseconds, metadata) => {
        const atSeconds = (performance.timeOrigin + (metadata.captureTime ?? nowMilliseconds)) / 1000;
        grab(video).then(
          (image) => (closed ? image.close() : settle({ image, atSeconds })),
          (cause: unknown) => {
            if (pending === null) return;
            pending = null;
            request.reject(new AssentError('capture-failed', 'A camera frame could not be read.', { cause }));
          },
        );
      });
      return request.promise;
    },
    close,
  };
}

async function grab(video: HTMLVideoElement): Promise<VideoFrame | ImageBitmap> {
  return typeof globalThis.VideoFrame === 'function' ? new VideoFrame(video) : createImageBitmap(video);
}

function withResolvers<T>(): {
  promise: Promise<T>;
  resolve: (value: T) => void;
  reject: (reason: unknown) => void;
} {
  let resolve: (value: T) => void = () => undefined;
  let reject: (reason: unknown) => void = () => undefined;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}
