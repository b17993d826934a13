import type { Sound } from '../evaluate/sound.ts';

const HEADER_BYTES = 44;
const FLOAT = 3;

/** A sound as a WAV file of 32-bit floats: nothing is rounded on its way to another program. */
export function writeWav({ samples, rateHz }: Sound): Uint8Array {
  const bytes = new Uint8Array(HEADER_BYTES + 4 * samples.length);
  const view = new DataView(bytes.buffer);
  const tag = (at: number, text: string): void => bytes.set(new TextEncoder().encode(text), at);
  tag(0, 'RIFF');
  view.setUint32(4, bytes.length - 8, true);
  tag(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, FLOAT, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, rateHz, true);
  view.setUint32(28, 4 * rateHz, true);
  view.setUint16(32, 4, true);
  view.setUint16(34, 32, true);
  tag(36, 'data');
  view.setUint32(40, 4 * samples.length, true);
  for (const [i, sample] of samples.entries()) view.setFloat32(HEADER_BYTES + 4 * i, sample, true);
  return bytes;
}
