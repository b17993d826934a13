import { describe, expect, it } from 'vitest';
import { analyse } from './analyse.ts';
import { concat, mix, noise, rms, sine, vowel } from './signals.ts';

const RATE = 16_000;
const cents = (measured: number, truth: number): number => Math.abs(1200 * Math.log2(measured / truth));

describe('pitch', () => {
  it.each([60, 75, 98, 123.4, 180, 260, 390, 499])('is right on a vowel of %f Hz', (hertz) => {
    const frames = analyse(vowel({ rateHz: RATE, seconds: 1, pitchHz: () => hertz }), RATE).slice(5, -5);
    const voiced = frames.filter((frame) => frame.pitchHz !== null);
    expect(voiced.length / frames.length).toBeGreaterThan(0.98);
    for (const frame of voiced) expect(cents(frame.pitchHz as number, hertz)).toBeLessThan(10);
  });

  it.each([8000, 11_025, 12_000, 16_000, 20_000, 22_050, 24_000, 32_000, 44_100, 48_000])(
    'is the same from a device at %i Hz',
    (rateHz) => {
      const frames = analyse(vowel({ rateHz, seconds: 0.6, pitchHz: () => 143 }), rateHz).slice(5, -5);
      for (const frame of frames) expect(cents(frame.pitchHz ?? 1, 143)).toBeLessThan(10);
    },
  );

  it.each([
    ['up', 80, 420],
    ['down', 420, 80],
  ])('follows a glide %s over more than two octaves in a second, at the right time', (_, from, to) => {
    const pitchHz = (at: number): number => from * (to / from) ** at;
    const frames = analyse(vowel({ rateHz: RATE, seconds: 1, pitchHz }), RATE).slice(5, -5);
    const errors = frames.map((frame) => cents(frame.pitchHz ?? 1, pitchHz(frame.atSeconds)));
    expect(Math.max(...errors)).toBeLessThan(60);
  });

  it('does not fall into octave traps', () => {
    const rich = mix(sine(RATE, 1, 240, 0.2), sine(RATE, 1, 480, 0.2), sine(RATE, 1, 720, 0.2));
    for (const frame of analyse(rich, RATE).slice(5, -5))
      expect(cents(frame.pitchHz ?? 1, 240)).toBeLessThan(15);
    const missingFundamental = mix(sine(RATE, 1, 300, 0.2), sine(RATE, 1, 450, 0.2), sine(RATE, 1, 600, 0.2));
    for (const frame of analyse(missingFundamental, RATE).slice(5, -5)) {
      expect(cents(frame.pitchHz ?? 1, 150)).toBeLessThan(15);
    }
    const strongSecond = mix(sine(RATE, 1, 110, 0.05), sine(RATE, 1, 220, 0.3), sine(RATE, 1, 330, 0.05));
    for (const frame of analyse(strongSecond, RATE).slice(5, -5)) {
      expect(cents(frame.pitchHz ?? 1, 110)).toBeLessThan(15);
    }
  });

  it.each([
    [20, 0.99, 10],
    [10, 0.97, 15],
    [5, 0.9, 25],
  ])('holds at %i dB over a noise that was there before', (decibels, recall, medianCents) => {
    const pitchHz = (at: number): number => 130 + 30 * Math.sin(4 * at);
    const clean = vowel({ rateHz: RATE, seconds: 2, pitchHz });
    const dirty = mix(
      concat(new Float32Array(RATE), clean),
      noise(clean.length + RATE, rms(clean) / 10 ** (decibels / 20)),
    );
    const frames = analyse(dirty, RATE).filter(({ atSeconds }) => atSeconds > 1.03 && atSeconds < 2.97);
    const errors = frames
      .filter((frame) => frame.pitchHz !== null)
      .map((frame) => cents(frame.pitchHz as number, pitchHz(frame.atSeconds - 1)))
      .sort((a, b) => a - b);
    expect(errors.length / frames.length).toBeGreaterThan(recall);
    expect(errors[errors.length >> 1]).toBeLessThan(medianCents);
    expect(errors.filter((error) => error > 316).length / errors.length).toBeLessThan(0.01);
  });

  it('hears none in silence and hardly any in noise', () => {
    expect(analyse(new Float32Array(RATE), RATE).every((frame) => frame.pitchHz === null)).toBe(true);
    const frames = analyse(noise(3 * RATE, 0.05), RATE);
    expect(frames.filter((frame) => frame.pitchHz !== null).length / frames.length).toBeLessThan(0.05);
  });

  it('places the start and the end of voicing within 30 ms', () => {
    const hiss = noise(RATE / 2, 0.002);
    const sound = concat(hiss, vowel({ rateHz: RATE, seconds: 0.5, pitchHz: () => 120 }), hiss);
    const voiced = analyse(sound, RATE).filter((frame) => frame.pitchHz !== null);
    expect(Math.abs((voiced[0]?.atSeconds ?? 0) - 0.5)).toBeLessThan(0.03);
    expect(Math.abs((voiced.at(-1)?.atSeconds ?? 0) - 1)).toBeLessThan(0.03);
  });

  it.each([8000, 16_000, 20_000, 44_100, 48_000])(
    'tells its values for the moment they are true of, from a device at %i Hz',
    (rateHz) => {
      const octavesPerSecond = 2;
      const pitchHz = (at: number): number => 100 * 2 ** (octavesPerSecond * at);
      const frames = analyse(vowel({ rateHz, seconds: 1, pitchHz }), rateHz).slice(15, -15);
      const late = frames.map(
        (frame) => frame.atSeconds - Math.log2((frame.pitchHz ?? 1) / 100) / octavesPerSecond,
      );
      const mean = late.reduce((sum, seconds) => sum + seconds, 0) / late.length;
      expect(Math.abs(mean)).toBeLessThan(0.002);
    },
  );

  it.each([95, 210])('errs to neither side where a voice of %i Hz begins and ends', (hertz) => {
    const begins: number[] = [];
    const ends: number[] = [];
    // Frames lie 10 ms apart: only over all places between two of them does a lean show.
    for (let shift = 0; shift < 160; shift += 16) {
      const before = noise(RATE / 2 + shift, 0.001);
      const voice = vowel({ rateHz: RATE, seconds: 0.4, pitchHz: () => hertz });
      const frames = analyse(concat(before, voice, noise(RATE / 2, 0.001)), RATE);
      const voiced = frames.filter((frame) => frame.pitchHz !== null);
      const from = before.length / RATE;
      begins.push((voiced[0]?.atSeconds ?? 0) - from);
      ends.push((voiced.at(-1)?.atSeconds ?? 0) - (from + 0.4));
    }
    const mean = (values: readonly number[]): number =>
      values.reduce((sum, each) => sum + each, 0) / values.length;
    // Half a hop is what a right decision comes to: the first frame inside lies 0 to 10 ms after the beginning.
    expect(Math.abs(mean(begins) - 0.005)).toBeLessThan(0.003);
    expect(Math.abs(mean(ends) + 0.005)).toBeLessThan(0.003);
  });

  it('takes no hum of the mains for a voice, whoever speaks after it', () => {
    const seconds = 1.5;
    const hum = mix(
      sine(RATE, seconds, 60, 0.004),
      sine(RATE, seconds, 180, 0.002),
      noise(seconds * RATE, 0.006),
    );
    const frames = analyse(concat(hum, vowel({ rateHz: RATE, seconds: 1, pitchHz: () => 200 })), RATE);
    const before = frames.filter(({ atSeconds }) => atSeconds < 1.4);
    expect(before.filter(({ pitchHz }) => pitchHz !== null).length / before.length).toBeLessThan(0.05);
    expect(frames.some(({ pitchHz }) => pitchHz !== null && cents(pitchHz, 200) < 10)).toBe(true);
  });

  it('follows the nearer of two voices that bleed into one microphone', () => {
    const own = (at: number): number => 120 + 20 * Math.sin(3 * at);
    const other = (at: number): number => 205 + 25 * Math.sin(2 * at + 1);
    const sound = mix(
      vowel({ rateHz: RATE, seconds: 2, pitchHz: own }),
      // 15 dB under: a colleague at the next desk.
      vowel({ rateHz: RATE, seconds: 2, pitchHz: other, level: 0.3 * 10 ** (-15 / 20) }),
    );
    const frames = analyse(sound, RATE).slice(10, -10);
    const right = frames.filter(({ pitchHz, atSeconds }) => cents(pitchHz ?? 1, own(atSeconds)) < 50);
    expect(right.length / frames.length).toBeGreaterThan(0.95);
  });
});
