import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { cacheFolder } from './cache-folder.ts';
import { launchBrowser } from './launch-browser.ts';

/** Seconds of the recording in which the man is mostly neutral, then in which he smiles (design page on signals). */
const parts = [
  { fromSeconds: 24, marker: '#000' },
  { fromSeconds: 106, marker: '#fff' },
] as const;
const partSeconds = 8;
/** Chromium plays a Motion JPEG file at this rate, whatever made it. */
const framesPerSecond = 30;
/** Of the real 25 frames a second every other one is enough for a face. */
const repeat = 2;

/** Side of the square in the top left corner that is white while the recorded man smiles. */
export const markerPixels: number = 24;

/**
 * A real face for the fake camera: eight seconds neutral, eight seconds smiling,
 * over and over. Made once, by the browser itself, of a recording in the cache.
 *
 * @returns path of a Motion JPEG file.
 */
export async function makeFaceClip(): Promise<string> {
  const file = join(cacheFolder, 'e2e', `neutral-smile-${partSeconds}s-v1.mjpeg`);
  if (existsSync(file)) return file;
  const recording = readFileSync(join(cacheFolder, 'media', 'franck.mp4'));
  const server = createServer((request, response) => {
    const isVideo = request.url === '/franck.mp4';
    response.setHeader('content-type', isVideo ? 'video/mp4' : 'text/html');
    response.end(isVideo ? recording : '<!doctype html><title>clip</title>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    const pictures = await page.evaluate(drawPictures, {
      parts,
      markerPixels,
      pictures: (partSeconds * framesPerSecond) / repeat,
      everySeconds: repeat / framesPerSecond,
    });
    const bytes = pictures.flatMap((picture) =>
      Array.from({ length: repeat }, () => Buffer.from(picture, 'base64')),
    );
    mkdirSync(join(cacheFolder, 'e2e'), { recursive: true });
    writeFileSync(`${file}.part`, Buffer.concat(bytes));
    renameSync(`${file}.part`, file);
    return file;
  } finally {
    await browser.close();
    server.close();
  }
}

async function drawPictures(plan: {
  readonly parts: readonly { readonly fromSeconds: number; readonly marker: string }[];
  readonly markerPixels: number;
  readonly pictures: number;
  readonly everySeconds: number;
}): Promise<string[]> {
  const bytes = await (await fetch('/franck.mp4')).blob();
  const video = document.createElement('video');
  video.muted = true;
  video.src = URL.createObjectURL(bytes);
  await new Promise((resolve, reject) => {
    video.onloadeddata = resolve;
    video.onerror = () => reject(new Error('the recording could not be read'));
  });
  const canvas = new OffscreenCanvas(video.videoWidth - (video.videoWidth % 2), video.videoHeight);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no canvas');
  const made: string[] = [];
  for (const { fromSeconds, marker } of plan.parts) {
    for (let index = 0; index < plan.pictures; index++) {
      const sought = new Promise((resolve) => video.addEventListener('seeked', resolve, { once: true }));
      video.currentTime = fromSeconds + index * plan.everySeconds;
      await sought;
      context.drawImage(video, 0, 0);
      context.fillStyle = marker;
      context.fillRect(0, 0, plan.markerPixels, plan.markerPixels);
      const picture = new Uint8Array(
        await (await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 })).arrayBuffer(),
      );
      made.push(btoa(Array.from(picture, (byte) => String.fromCharCode(byte)).join('')));
    }
  }
  return made;
}
