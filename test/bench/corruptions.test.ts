import { describe, expect, it } from 'vitest';
import { readCorruptions, soundCorruptions } from '../../bench/corrupt/corruptions.ts';
import type { Sound } from '../../bench/evaluate/sound.ts';
import { concat, rms, vowel } from '../voice/signals.ts';

const rateHz = 16_000;
/** Words of half a second with pauses between them. */
const words = [120, 180, 140, 210, 100, 160].flatMap((hertz) => [
  vowel({ rateHz, seconds: 0.5, pitchHz: (at) => hertz * (1 + at / 3) }),
  new Float32Array(rateHz / 2),
]);
const clean: Sound = { rateHz, samples: concat(...words) };
const named = (name: string) => {
  const found = soundCorruptions(null).find((one) => one.name === name);
  if (found === undefined) throw new Error(`no ${name}`);
  return found;
};
const difference = ({ samples }: Sound): Float32Array =>
  samples.map((sample, i) => sample - (clean.samples[i] as number));

describe('the corruptions of sound', () => {
  it.each(soundCorruptions(null).map((one) => [one.name, one] as const))(
    '%s: five severities, each worse than the one before, the same on every run',
    (_, corruption) => {
      expect(corruption.severities.length).toBe(5);
      const damage = corruption.severities.map((severity) => {
        const corrupted = corruption.apply(clean, severity);
        expect(corrupted.samples.length).toBe(clean.samples.length);
        const again = corruption.apply(clean, severity).samples;
        expect(Buffer.compare(Buffer.from(again.buffer), Buffer.from(corrupted.samples.buffer))).toBe(0);
        const gain =
          corrupted.samples.reduce((sum, sample, i) => sum + sample * (clean.samples[i] as number), 0) /
          clean.samples.reduce((sum, sample) => sum + sample * sample, 0);
        return rms(corrupted.samples.map((sample, i) => sample / gain - (clean.samples[i] as number)));
      });
      for (const [i, worse] of damage.slice(1).entries()) expect(worse).toBeGreaterThan(damage[i] as number);
    },
    60_000,
  );

  it('adds noise at the ratio that is asked for, generated or recorded', () => {
    for (const decibels of [20, 5]) {
      const noise = rms(difference(named('noise').apply(clean, decibels)));
      expect(20 * Math.log10(rms(clean.samples) / noise)).toBeCloseTo(decibels, 1);
    }
    const hum = { rateHz, samples: Float32Array.from({ length: 777 }, (_, i) => Math.sin(i / 3)) };
    const [recorded] = readCorruptions('noise:10', hum);
    const mixed = recorded?.corruption.apply(clean, 10) ?? clean;
    expect(20 * Math.log10(rms(clean.samples) / rms(difference(mixed)))).toBeCloseTo(10, 1);
    const other = readCorruptions('noise:10', { ...hum, rateHz: 8000 })[0];
    expect(() => other?.corruption.apply(clean, 10)).toThrow(/8000/);
  });

  it('clips the share that is asked for', () => {
    const { samples } = named('clipping').apply(clean, 10);
    const full = samples.filter((sample) => Math.abs(sample) >= 1).length / samples.length;
    expect(full).toBeCloseTo(0.1, 2);
  });

  it('loses about the packets that are asked for', () => {
    const long = { rateHz, samples: new Float32Array(200 * rateHz).fill(0.5) };
    const { samples } = named('packet-loss').apply(long, 20);
    expect(samples.filter((sample) => sample === 0).length / samples.length).toBeCloseTo(0.2, 1);
  });

  it('lays what Opus gives back onto what it was given', () => {
    const { samples } = named('opus').apply(clean, 24);
    const product = samples.reduce((sum, sample, i) => sum + sample * (clean.samples[i] as number), 0);
    const inside = rms(samples) * rms(clean.samples) * samples.length;
    expect(product / inside).toBeGreaterThan(0.9);
  });

  it('reads names and severities, and names what it does not know', () => {
    expect(readCorruptions('all', null).length).toBe(25);
    expect(readCorruptions('opus', null).map(({ severity }) => severity)).toEqual([24, 16, 12, 8, 6]);
    expect(() => readCorruptions('rain', null)).toThrow(/rain.*noise, opus/);
    expect(() => readCorruptions('noise:loud', null)).toThrow(/loud/);
  });
});
