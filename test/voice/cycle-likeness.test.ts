import { describe, expect, it } from 'vitest';
import { createCycleLikeness } from '../../sdk/voice/cycle-likeness.ts';
import { createPitchCandidates, PITCH_WINDOW } from '../../sdk/voice/pitch-candidates.ts';
import { noise, vowel } from './signals.ts';

const RATE = 16_000;

function likenessOf(sound: Float32Array, ...frequenciesHz: number[]): number[] {
  const candidates = createPitchCandidates();
  candidates.count = frequenciesHz.length;
  candidates.frequencyHz.set(frequenciesHz);
  createCycleLikeness(RATE).compare(sound, 0, candidates);
  return [...candidates.likeness.subarray(0, frequenciesHz.length)];
}
const held = (hertz: number): Float32Array =>
  vowel({ rateHz: RATE, seconds: PITCH_WINDOW / RATE, pitchHz: () => hertz });

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
    ended.fill(0, PITCH_WINDOW / 2 - 80);
    const hiss = noise(PITCH_WINDOW, 0.001);
    const sound = ended.map((sample, i) => sample + (hiss[i] as number));
    expect(likenessOf(sound, 200)[0]).toBeLessThan(0.5);
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
