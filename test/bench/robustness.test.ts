import { describe, expect, it } from 'vitest';
import { readCorruptions } from '../../bench/corrupt/corruptions.ts';
import { measureRobustness } from '../../bench/corrupt/measure-robustness.ts';
import { readSound } from '../../bench/evaluate/read-sound.ts';
import { goldenSpeech } from '../../bench/golden/golden-speech.ts';

// The short form of `npm run bench:voice-robustness`: one speaker, no network, the ends of each curve.

describe('corrupted speech', () => {
  it.each(['noise:20', 'noise:0', 'opus:24', 'opus:6', 'clipping:20', 'reverberation:1.8', 'packet-loss:30'])(
    '%s: what cannot be measured is withheld, not said wrongly',
    async (text) => {
      const file = goldenSpeech().find(({ name }) => name === 'jfk.wav')?.file ?? '';
      const { samples, rateHz } = await readSound(file);
      const twice = new Float32Array(2 * samples.length);
      twice.set(samples);
      twice.set(samples, samples.length);
      const [result] = await measureRobustness(
        [{ samples: twice, rateHz }],
        readCorruptions(text, null),
        null,
      );
      const of = Object.values(result?.of ?? {});
      expect(of.length).toBe(10);
      const mean = (field: 'wrong' | 'abstained'): number =>
        of.reduce((sum, one) => sum + one[field], 0) / of.length;
      expect(mean('wrong')).toBeLessThan(0.12);
      if (/noise:20|opus:24/.test(text)) expect(mean('abstained')).toBeLessThan(0.2);
      else expect(mean('abstained')).toBeGreaterThan(0.3);
    },
    60_000,
  );
});
