import { type Canvas, corruptPicture } from './corrupt-picture.ts';
import type { ClipSpan, Corruption } from './harness.ts';

/** The rate that the face path runs at in a call. */
export const everySeconds: number = 1 / 12;

/** @throws Error when the harness's server does not have it. */
export async function readClip(url: string): Promise<Blob> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`the clip cannot be read (${response.status})`);
  return await response.blob();
}

/** Shows a stretch of a clip picture by picture, each once the one before it has been seen. */
export async function watchClip(
  file: Blob,
  corruption: Corruption | null,
  { fromSeconds, toSeconds }: ClipSpan,
  see: (picture: Canvas) => Promise<void>,
): Promise<void> {
  const video = document.createElement('video');
  video.muted = true;
  const address = URL.createObjectURL(file);
  try {
    await new Promise((resolve, reject) => {
      video.onloadeddata = resolve;
      video.onerror = () => reject(new Error('it is no clip that this browser can decode'));
      video.src = address;
    });
    const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('no canvas');
    const end = Math.min(video.duration, toSeconds ?? Number.POSITIVE_INFINITY);
    for (let at = fromSeconds; at < end; at += everySeconds) {
      const sought = new Promise((resolve) => video.addEventListener('seeked', resolve, { once: true }));
      video.currentTime = at;
      await sought;
      // On a busy machine the picture may come a little after the word of it.
      while (video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) await new Promise(requestAnimationFrame);
      context.drawImage(video, 0, 0);
      await see(corruption === null ? canvas : await corruptPicture(canvas, corruption));
    }
  } finally {
    URL.revokeObjectURL(address);
  }
}
