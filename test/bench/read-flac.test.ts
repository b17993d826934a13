import flacFactory from 'libflacjs';
import { Encoder } from 'libflacjs/lib/encoder.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { readFlac } from '../../bench/evaluate/read-flac.ts';

const RATE = 20_000;
const left = Float64Array.from({ length: 3001 }, (_, i) => 0.8 * Math.sin(i / 7));
const right = left.map((sample, i) => 0.5 * sample + 0.1 * Math.cos(i / 3));
const mono = left.map((sample, i) => (sample + (right[i] as number)) / 2);
const flac = flacFactory('release.asmjs');

function flacOf(channels: readonly Float64Array[], bits: 8 | 16 | 24): Uint8Array<ArrayBuffer> {
  const encoder = new Encoder(flac, {
    sampleRate: RATE,
    channels: channels.length,
    bitsPerSample: bits,
    compression: 5,
  });
  const highest = 2 ** (bits - 1) - 1;
  encoder.encode(
    channels.map((channel) => Int32Array.from(channel, (sample) => Math.round(sample * highest))),
  );
  encoder.encode();
  const bytes = new Uint8Array(encoder.getSamples());
  encoder.destroy();
  return bytes;
}

const furthest = (samples: Float32Array, truth: Float64Array): number =>
  samples.reduce((most, sample, i) => Math.max(most, Math.abs(sample - (truth[i] as number))), 0);

describe('readFlac', () => {
  beforeAll(async () => {
    if (!flac.isReady()) await new Promise<void>((resolve) => flac.on('ready', () => resolve()));
  });

  it.each([8, 16, 24] as const)(
    'gives samples of %i bits, one channel or two, as they were',
    async (bits) => {
      for (const [channels, truth] of [
        [[left], left],
        [[left, right], mono],
      ] as const) {
        const { samples, rateHz } = await readFlac(flacOf(channels, bits));
        expect(rateHz).toBe(RATE);
        expect(samples).toHaveLength(truth.length);
        expect(furthest(samples, truth)).toBeLessThan(2 ** (2 - bits) + 1e-6);
      }
    },
  );
});
