import { mixDown, type Sound } from './sound.ts';

const PCM = 1;
const FLOAT = 3;
const EXTENSIBLE = 0xfffe;

/**
 * Reads a RIFF WAVE file: PCM of 8, 16, 24 or 32 bits, or float of 32 or 64
 * bits, any number of channels, any rate. Lengths that a streaming writer left
 * open, or that reach past the end, mean "to the end".
 *
 * @throws Error saying what is wrong with the file.
 */
export function readWav(bytes: Uint8Array): Sound {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tag = (at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4));
  if (bytes.length < 12 || (tag(0) !== 'RIFF' && tag(0) !== 'RF64') || tag(8) !== 'WAVE')
    throw new Error('it is no WAV file');

  let format: Format | null = null;
  for (let at = 12; at + 8 <= bytes.length; ) {
    const length = view.getUint32(at + 4, true);
    const start = at + 8;
    if (tag(at) === 'fmt ') format = readFormat(view, start, length);
    if (tag(at) === 'data') {
      if (format === null) throw new Error('its data come before their format');
      return decode(view, start, Math.min(length, bytes.length - start), format);
    }
    at = start + length + (length % 2);
  }
  throw new Error('it has no data');
}

interface Format {
  readonly coding: number;
  readonly channels: number;
  readonly rateHz: number;
  readonly bits: number;
}

function readFormat(view: DataView, at: number, length: number): Format {
  if (length < 16 || at + length > view.byteLength) throw new Error('its format is cut short');
  const coding = view.getUint16(at, true);
  const format = {
    coding: coding === EXTENSIBLE && length >= 26 ? view.getUint16(at + 24, true) : coding,
    channels: view.getUint16(at + 2, true),
    rateHz: view.getUint32(at + 4, true),
    bits: view.getUint16(at + 14, true),
  };
  const isKnown =
    (format.coding === PCM && [8, 16, 24, 32].includes(format.bits)) ||
    (format.coding === FLOAT && [32, 64].includes(format.bits));
  if (!isKnown) throw new Error(`its coding (${format.coding}, ${format.bits} bits) is not supported`);
  if (format.channels < 1) throw new Error('it has no channel');
  if (format.rateHz < 4000 || format.rateHz > 384_000)
    throw new Error(`its rate of ${format.rateHz} Hz is out of range`);
  return format;
}

function decode(
  view: DataView,
  start: number,
  length: number,
  { coding, channels, rateHz, bits }: Format,
): Sound {
  const size = bits / 8;
  const read = sampleReader(view, coding, bits);
  const frames = Math.floor(length / (size * channels));
  const sounds = Array.from({ length: channels }, (_, channel) =>
    Float32Array.from({ length: frames }, (_, frame) => read(start + (frame * channels + channel) * size)),
  );
  return mixDown(sounds, rateHz);
}

function sampleReader(view: DataView, coding: number, bits: number): (at: number) => number {
  if (coding === FLOAT)
    return bits === 32 ? (at) => view.getFloat32(at, true) : (at) => view.getFloat64(at, true);
  if (bits === 8) return (at) => (view.getUint8(at) - 128) / 128;
  if (bits === 16) return (at) => view.getInt16(at, true) / 0x8000;
  if (bits === 24) return (at) => (view.getUint16(at, true) + view.getInt8(at + 2) * 0x10000) / 0x800000;
  return (at) => view.getInt32(at, true) / 0x80000000;
}
