import { describe, expect, it } from 'vitest';
import { createCycleLikeness } from '../../sdk/voice/cycle-likeness.ts';
import { createPitchCandidates, PITCH_WINDOW } from '../../sdk/voice/pitch-candidates.ts';
import { noise, vowel } from './signals.ts';

const RATE = 16_000;
const HOP = RATE / 100;

/** Of the last window of `sound`, after those before it. */
function likenessOf(sound: Float32Array, ...frequenciesHz: number[]): number[] {
  const candidates = createPitchCandidates();
  candidates.count = frequenciesHz.length;
  candidates.frequencyHz.set(frequenciesHz);
  const cycles = createCycleLikeness(RATE);
  for (let at = (sound.length - PITCH_WINDOW) % HOP; at <= sound.length - PITCH_WINDOW; at += HOP)
    cycles.compare(sound, at, candidates);
  return [...candidates.likeness.subarray(0, frequenciesHz.length)];
}
const BEFORE = 4 * HOP;
/** A vowel that has begun before its last window. */
const held = (hertz: number): Float32Array =>
  vowel({ rateHz: RATE, seconds: (PITCH_WINDOW + BEFORE) / RATE, pitchHz: () => hertz });

describe('the likeness of neighbouring cycles', () => {
  it.each([60, 110, 230, 499])('is all but perfect at the pitch of a vowel of %i Hz', (hertz) => {
    expect(likenessOf(held(hertz), hertz)[0]).toBeGreaterThan(0.97);
  });

  it('is less at two thirds of the pitch, where the cycles do not fit', () => {
    const [right, wrong] = likenessOf(held(150), 150, 100);
    expect(wrong).toBeLessThan((right as number) - 0.2);
  });

  it('tells a voice that ended before the middle from one that goes on, which the whole window does not', () => {
    const ended = held(200);
    ended.fill(0, BEFORE + PITCH_WINDOW / 2 - 80);
    const hiss = noise(ended.length, 0.001);
    const sound = ended.map((sample, i) => sample + (hiss[i] as number));
    expect(likenessOf(sound, 200)[0]).toBeLessThan(0.5);
  });

  it('is the same of a window whether or not others came before it, but for the filter’s memory', () => {
    const sound = held(140);
    const [after] = likenessOf(sound, 140);
    const [alone] = likenessOf(sound.subarray(BEFORE), 140);
    expect(after).toBeCloseTo(alone as number, 2);
  });

  it('is never negative nor above one, in noise and in silence', () => {
    const frequencies = [60, 83, 140, 222, 371, 500];
    for (const sound of [noise(PITCH_WINDOW, 0.1), new Float32Array(PITCH_WINDOW), held(90)])
      for (const likeness of likenessOf(sound, ...frequencies)) {
        expect(likeness).toBeGreaterThanOrEqual(0);
        expect(likeness).toBeLessThanOrEqual(1 + 1e-9);
      }
  });
});
