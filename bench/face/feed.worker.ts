import type { Footage } from './contender.ts';

/** What the page tells the feed. */
export interface FeedRequest {
  readonly writable: WritableStream<VideoFrame>;
  readonly footage: Footage;
  readonly planes: ArrayBuffer;
  readonly cameraHz: number;
}

/**
 * A camera in a worker: plays the footage at its own speed, over and over, and
 * delivers more pictures a second than it has, so that whoever asks gets one at
 * once and time runs for everybody alike.
 */
addEventListener('message', ({ data }: MessageEvent<FeedRequest>) => {
  const { writable, footage, planes, cameraHz } = data;
  const { width, height, framesPerSecond } = footage;
  const size = (width * height * 3) / 2;
  const count = Math.floor(planes.byteLength / size);
  const writer = writable.getWriter();
  const began = performance.now();
  let writing = false;
  setInterval(() => {
    if (writing) return;
    const seconds = (performance.now() - began) / 1000;
    const index = Math.floor(seconds * framesPerSecond) % count;
    const picture = new Uint8Array(planes, index * size, size);
    const timestamp = Math.round(performance.now() * 1000);
    writing = true;
    writer
      .write(new VideoFrame(picture, { format: 'I420', codedWidth: width, codedHeight: height, timestamp }))
      .finally(() => {
        writing = false;
      });
  }, 1000 / cameraHz);
});
