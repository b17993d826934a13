import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jitterPercent } from '../../sdk/voice/jitter.ts';
import { shimmerDb } from '../../sdk/voice/shimmer.ts';
import { analyse } from './analyse.ts';
import { concat, noise, vowel } from './signals.ts';

const RATE = 16_000;
const marks = (periods: readonly number[]): Float64Array => {
  let at = 0;
  return Float64Array.from([0, ...periods.map((period) => (at += period))]);
};

describe('jitterPercent', () => {
  it('is the mean difference of neighbouring periods over the mean period', () => {
    const times = marks(Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? 100 : 102)));
    expect(jitterPercent(times, 0, times.length)).toBeCloseTo((100 * 2) / 101, 9);
  });

  it('leaves out periods that differ by more than a factor of 1.3, as at an octave or a missing cycle', () => {
    const steady = Array.from({ length: 10 }, () => 100);
    const times = marks([...steady, 200, ...steady]);
    expect(jitterPercent(times, 0, times.length)).toBe(0);
  });

  it('is none of too few cycles', () => {
    const times = marks([100, 101, 100, 101]);
    expect(jitterPercent(times, 0, times.length)).toBeNaN();
  });

  it('does not depend on the unit of time', () => {
    const periods = fc.array(fc.double({ min: 95, max: 105, noNaN: true }), { minLength: 8, maxLength: 60 });
    fc.assert(
      fc.property(periods, fc.double({ min: 0.1, max: 10, noNaN: true }), (list, factor) => {
        const times = marks(list);
        const scaled = times.map((time) => time * factor);
        expect(jitterPercent(scaled, 0, scaled.length)).toBeCloseTo(jitterPercent(times, 0, times.length), 6);
      }),
    );
  });
});

describe('shimmerDb', () => {
  it('is the mean ratio of neighbouring amplitudes in dB', () => {
    const amplitudes = Float64Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? 1 : 1.1));
    expect(shimmerDb(amplitudes, 0, 20)).toBeCloseTo(20 * Math.log10(1.1), 9);
  });

  it('leaves out amplitudes that differ by more than a factor of 1.6, and cycles without one', () => {
    const amplitudes = Float64Array.from({ length: 30 }, (_, i) =>
      i === 10 ? 2 : i === 20 ? Number.NaN : 1,
    );
    expect(shimmerDb(amplitudes, 0, 30)).toBe(0);
    expect(shimmerDb(new Float64Array(30).fill(Number.NaN), 0, 30)).toBeNaN();
  });
});

describe('the voice quality of frames', () => {
  const voice = (seconds: number): Float32Array =>
    concat(
      noise(RATE / 2, 0.0005),
      vowel({ rateHz: RATE, seconds, pitchHz: () => 140 }),
      noise(RATE / 2, 0.0005, 2),
    );

  it('is absent outside of voicing, and within it until 100 ms have passed', () => {
    const frames = analyse(voice(1), RATE);
    const described = frames.filter(({ voiceQuality }) => voiceQuality !== null);
    expect(described.every(({ pitchHz }) => pitchHz !== null)).toBe(true);
    expect(described[0]?.atSeconds).toBeGreaterThan(0.57);
    expect(described[0]?.atSeconds).toBeLessThan(0.68);
    expect(described.length).toBeGreaterThan(80);
  });

  it('is absent of a voice shorter than that', () => {
    expect(analyse(voice(0.07), RATE).filter(({ voiceQuality }) => voiceQuality !== null)).toEqual([]);
  });

  it.each([8000, 22_050, 44_100, 48_000])('is the same from a device at %i Hz', (rateHz) => {
    const frames = analyse(vowel({ rateHz, seconds: 1, pitchHz: () => 140 }), rateHz);
    const described = frames.slice(20, -10).flatMap(({ voiceQuality }) => voiceQuality ?? []);
    expect(described.length).toBeGreaterThan(60);
    for (const { jitterPercent: jitter, shimmerDb: shimmer, harmonicsToNoiseDb } of described) {
      expect(jitter).toBeLessThan(0.05);
      expect(shimmer).toBeLessThan(0.02);
      expect(harmonicsToNoiseDb).toBeGreaterThan(30);
    }
  });
});
