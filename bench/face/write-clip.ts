import { type FileHandle, open } from 'node:fs/promises';
import type { Footage } from './contender.ts';

/** Writes pictures of I420 as YUV4MPEG2, which Chromium's fake camera plays over and over. */
export async function writeClip(file: string, footage: Footage, planes: Uint8Array): Promise<void> {
  const { width, height, framesPerSecond } = footage;
  const size = (width * height * 3) / 2;
  const clip = await open(file, 'w');
  try {
    await write(clip, `YUV4MPEG2 W${width} H${height} F${framesPerSecond}:1 Ip A1:1 C420jpeg\n`);
    for (let at = 0; at < planes.length; at += size) {
      await write(clip, 'FRAME\n');
      await clip.writeFile(planes.subarray(at, at + size));
    }
  } finally {
    await clip.close();
  }
}

const write = (clip: FileHandle, text: string): Promise<void> => clip.writeFile(text, 'latin1');
