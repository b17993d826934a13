import type { Page } from 'playwright-core';
import type { Footage } from './contender.ts';

/** Stretches of the recording: at rest, talking, smiling, moving. */
const stretchesFromSeconds = [24, 70, 106, 153];
const stretchSeconds = 3;
const framesPerSecond = 25;

/** Pictures of I420, one after another. */
export interface DecodedFootage {
  readonly footage: Footage;
  readonly planes: Uint8Array;
}

/** Decodes stretches of a recording once, so that no contender pays for it and all see the very same pictures. */
export async function collectFootage(page: Page, url: string): Promise<DecodedFootage> {
  const times = stretchesFromSeconds.flatMap((from) =>
    Array.from({ length: stretchSeconds * framesPerSecond }, (_, index) => from + index / framesPerSecond),
  );
  const { width, height } = await page.evaluate(open, url);
  const pieces: Buffer[] = [];
  for (let from = 0; from < times.length; from += 25) {
    const piece = await page.evaluate(decode, times.slice(from, from + 25));
    pieces.push(Buffer.from(piece, 'base64'));
  }
  return { footage: { width, height, framesPerSecond }, planes: Buffer.concat(pieces) };
}

async function open(url: string): Promise<{ width: number; height: number }> {
  const video = document.createElement('video');
  video.muted = true;
  video.src = URL.createObjectURL(await (await fetch(url)).blob());
  await new Promise((resolve, reject) => {
    video.onloadeddata = resolve;
    video.onerror = () => reject(new Error('the recording could not be read'));
  });
  document.body.append(video);
  return {
    width: video.videoWidth - (video.videoWidth % 2),
    height: video.videoHeight - (video.videoHeight % 2),
  };
}

async function decode(times: readonly number[]): Promise<string> {
  const video = document.querySelector('video');
  if (video === null) throw new Error('no recording is open');
  const [width, height] = [
    video.videoWidth - (video.videoWidth % 2),
    video.videoHeight - (video.videoHeight % 2),
  ];
  const size = (width * height * 3) / 2;
  const planes = new Uint8Array(size * times.length);
  for (const [index, time] of times.entries()) {
    const sought = new Promise((resolve) => video.addEventListener('seeked', resolve, { once: true }));
    video.currentTime = time;
    await sought;
    // On a busy machine the picture may come a little after the word of it.
    while (video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) await new Promise(requestAnimationFrame);
    const frame = new VideoFrame(video, { timestamp: 0, visibleRect: { x: 0, y: 0, width, height } });
    const into = planes.subarray(index * size, (index + 1) * size);
    if (frame.format !== 'I420') throw new Error(`the recording decodes to ${frame.format}, not I420`);
    await frame.copyTo(into);
    frame.close();
  }
  let text = '';
  for (let at = 0; at < planes.length; at += 32768) {
    text += String.fromCharCode(...planes.subarray(at, at + 32768));
  }
  return btoa(text);
}
