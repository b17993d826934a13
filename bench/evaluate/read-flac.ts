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
    // The library gives more than 16 bits as whole 32-bit numbers.
    const size = bitsPerSample <= 8 ? 1 : bitsPerSample <= 16 ? 2 : 4;
    const scale = 2 ** (bitsPerSample - 1);
    const channels = decoder.getSamples(false).map((raw) => {
      const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
      return Float32Array.from(
        { length: Math.floor(raw.length / size) },
        (_, i) => integer(view, i * size, size) / scale,
      );
    });
    return mixDown(channels, sampleRate);
  } finally {
    decoder.destroy();
  }
}

function integer(view: DataView, at: number, size: 1 | 2 | 4): number {
  if (size === 1) return view.getInt8(at);
  if (size === 2) return view.getInt16(at, true);
  return view.getInt32(at, true);
}
