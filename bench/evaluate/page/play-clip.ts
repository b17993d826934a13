import type { FaceFrame } from '../../../sdk/vocabulary.ts';
import { corruptPicture } from './corrupt-picture.ts';
import type { ClipReading, ClipSpan, Corruption } from './harness.ts';

/** The rate that the face path runs at in a call. */
const everySeconds = 1 / 12;

/** Plays a stretch of a clip to the face pipeline frame by frame and decodes its sound. */
export async function playClip(
  url: string,
  corruption: Corruption | null,
  { fromSeconds, toSeconds }: ClipSpan,
  look: (image: ImageBitmap) => Promise<FaceFrame>,
  skip: (seconds: number) => void,
): Promise<ClipReading> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`the clip cannot be read (${response.status})`);
  const file = await response.blob();
  const sound = await decodeSound(file, { fromSeconds, toSeconds });
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
    const frames: FaceFrame[] = [];
    let began: number | null = null;
    const end = Math.min(video.duration, toSeconds ?? Number.POSITIVE_INFINITY);
    for (let at = fromSeconds; at < end; at += everySeconds) {
      const sought = new Promise((resolve) => video.addEventListener('seeked', resolve, { once: true }));
      video.currentTime = at;
      await sought;
      context.drawImage(video, 0, 0);
      const picture = corruption === null ? canvas : await corruptPicture(canvas, corruption);
      const frame = await look(await createImageBitmap(picture));
      began ??= frame.atSeconds;
      frames.push({ ...frame, atSeconds: frame.atSeconds - began });
      skip(everySeconds);
    }
    return { frames, sound };
  } finally {
    URL.revokeObjectURL(address);
  }
}

async function decodeSound(file: Blob, { fromSeconds, toSeconds }: ClipSpan): Promise<ClipReading['sound']> {
  const rateHz = 48_000;
  const context = new OfflineAudioContext(1, 1, rateHz);
  const decoded = await context.decodeAudioData(await file.arrayBuffer()).catch(() => null);
  if (decoded === null || decoded.length === 0) return null;
  const first = Math.round(fromSeconds * rateHz);
  const last = Math.min(decoded.length, Math.round((toSeconds ?? Number.POSITIVE_INFINITY) * rateHz));
  if (first >= last) return null;
  const samples = new Int16Array(last - first);
  for (let channel = 0; channel < decoded.numberOfChannels; channel++) {
    const data = decoded.getChannelData(channel);
    for (let index = 0; index < samples.length; index++) {
      const part = (32_767 * (data[first + index] ?? 0)) / decoded.numberOfChannels;
      samples[index] = (samples[index] ?? 0) + Math.round(Math.min(Math.max(part, -32_767), 32_767));
    }
  }
  return { base64: toBase64(new Uint8Array(samples.buffer)), rateHz };
}

function toBase64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 0x8000)
    parts.push(String.fromCharCode(...bytes.subarray(at, at + 0x8000)));
  return btoa(parts.join(''));
}
