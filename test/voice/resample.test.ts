import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createResampler } from '../../sdk/voice/resample.ts';
import { rms, sine } from './signals.ts';

function convert(sound: Float32Array, fromHz: number, toHz: number, chunk: number): Float32Array {
  const resampler = createResampler(fromHz, toHz);
  const output = new Float32Array(resampler.maximumOutput(chunk));
  const all: number[] = [];
  for (let at = 0; at < sound.length; at += chunk) {
    const part = sound.subarray(at, at + chunk);
    const count = resampler.process(part, part.length, output);
    for (let i = 0; i < count; i++) all.push(output[i] as number);
  }
  return Float32Array.from(all);
}

describe('createResampler', () => {
  it.each([8000, 11_025, 16_000, 22_050, 32_000, 44_100, 48_000, 96_000])(
    'keeps a tone from %i Hz, in place and size',
    (fromHz) => {
      const hertz = 1000;
      const delay = createResampler(fromHz, 16_000).delaySeconds;
      const out = convert(sine(fromHz, 0.5, hertz, 0.5), fromHz, 16_000, 480);
      expect(Math.abs(out.length - 8000)).toBeLessThanOrEqual(1);
      let worst = 0;
      for (let i = 2000; i < 7500; i++) {
        const truth = 0.5 * Math.sin(2 * Math.PI * hertz * (i / 16_000 - delay));
        worst = Math.max(worst, Math.abs((out[i] as number) - truth));
      }
      expect(worst).toBeLessThan(0.5e-3);
    },
  );

  it('lets no tone above the new Nyquist frequency fold back', () => {
    for (const hertz of [9000, 12_000, 15_000, 20_000]) {
      const out = convert(sine(48_000, 0.3, hertz, 0.5), 48_000, 16_000, 512).subarray(1000, 4500);
      expect(20 * Math.log10(rms(out) / (0.5 * Math.SQRT1_2))).toBeLessThan(-75);
    }
  });

  it('gives the same samples however the stream is cut', () => {
    const sound = sine(44_100, 0.1, 440, 0.5);
    const whole = convert(sound, 44_100, 16_000, sound.length);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1024 }), (chunk) => {
        expect(convert(sound, 44_100, 16_000, chunk)).toEqual(whole);
      }),
      { numRuns: 30 },
    );
  });

  it('names the rate that makes no sense', () => {
    expect(() => createResampler(44_100.5, 16_000)).toThrow(/fromHz/);
    expect(() => createResampler(44_100, 0)).toThrow(/toHz/);
  });
});
