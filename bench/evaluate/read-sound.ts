import { readFile } from 'node:fs/promises';
import { readFlac } from './read-flac.ts';
import { readWav } from './read-wav.ts';
import type { Sound } from './sound.ts';

/**
 * Reads a WAV or FLAC file, told apart by their first bytes.
 *
 * @throws Error saying what is wrong with the file.
 */
export async function readSound(path: string): Promise<Sound> {
  const bytes = new Uint8Array(await readFile(path));
  const magic = String.fromCharCode(...bytes.subarray(0, 4));
  const sound = magic === 'fLaC' ? await readFlac(bytes) : readWav(bytes);
  if (sound.samples.length === 0) throw new Error('it holds no sound');
  if (sound.samples.some((sample) => !Number.isFinite(sample)))
    throw new Error('it holds numbers that are none');
  return sound;
}
