import flacFactory from 'libflacjs';
import { Decoder } from 'libflacjs/lib/decoder.js';
import { mixDown, type Sound } from './sound.ts';

// Plain JavaScript: the library's WebAssembly is loaded with a fetch that Node refuses for files.
const flac: ReturnType<typeof flacFactory> = flacFactory('release.asmjs');
const ready: Promise<void> = new Promise((resolve) => {
  if (flac.isReady()) resolve();
  else flac.on('ready', () => resolve());
});

/**
 * Reads a FLAC file by libFLAC.
 *
 * @throws Error saying what is wrong with the file.
 */
export async function readFlac(bytes: Uint8Array<ArrayBuffer>): Promise<Sound> {
  await ready;
  const decoder = new Decoder(flac, { verify: false });
  try {
    if (!decoder.decode(bytes) || decoder.metadata === undefined) throw new Error('it is no whole FLAC file');
    const { sampleRate, bitsPerSample } = decoder.metadata;
    // The library hands out 8 bits in 16, and 24 in 32.
    const size = bitsPerSample <= 16 ? 2 : 4;
    const scale = 2 ** (bitsPerSample - 1);
    const channels = decoder.getSamples(false).map((raw) => {
      const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
      return Float32Array.from(
        { length: Math.floor(raw.length / size) },
        (_, i) => (size === 2 ? view.getInt16(i * 2, true) : view.getInt32(i * 4, true)) / scale,
      );
    });
    return mixDown(channels, sampleRate);
  } finally {
    decoder.destroy();
  }
}
