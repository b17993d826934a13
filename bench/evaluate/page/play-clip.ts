import type { FaceFrame } from '../../../sdk/vocabulary.ts';
import type { ClipReading, ClipSpan, Corruption } from './harness.ts';
import { everySeconds, readClip, watchClip } from './watch-clip.ts';

/** Plays a stretch of a clip to the face pipeline frame by frame and decodes its sound. */
export async function playClip(
  url: string,
  corruption: Corruption | null,
  span: ClipSpan,
  look: (image: ImageBitmap) => Promise<FaceFrame>,
  skip: (seconds: number) => void,
): Promise<ClipReading> {
  const file = await readClip(url);
  const sound = await decodeSound(file, span);
  const frames: FaceFrame[] = [];
  let began: number | null = null;
  await watchClip(file, corruption, span, async (picture) => {
    const frame = await look(await createImageBitmap(picture));
    began ??= frame.atSeconds;
    frames.push({ ...frame, atSeconds: frame.atSeconds - began });
    skip(everySeconds);
  });
  return { frames, sound };
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
