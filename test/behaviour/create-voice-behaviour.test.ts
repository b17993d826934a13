import { describe, expect, it } from 'vitest';
import { createVoiceBehaviour } from '../../sdk/behaviour/create-voice-behaviour.ts';
import type { BehaviourName, Measurement, Reading, VoiceFrame } from '../../sdk/vocabulary.ts';
import { speech, stretch } from './voice-frames.ts';

function run(frames: readonly VoiceFrame[]): { all: Measurement[]; last(name: BehaviourName): Reading } {
  const behaviour = createVoiceBehaviour();
  const all = frames.flatMap((frame) => behaviour.push(frame));
  return {
    all,
    last(name) {
      const found = all.findLast((one) => one.name === name);
      if (found === undefined) throw new Error(`no ${name}`);
      return found.reading;
    },
  };
}
const value = (reading: Reading): number => (reading.kind === 'measured' ? reading.value : Number.NaN);

describe('createVoiceBehaviour', () => {
  it('emits all nine measurements four times a second', () => {
    const { all } = run(stretch(100, 10));
    expect(all.length % 9).toBe(0);
    expect(all.length / 9).toBeGreaterThanOrEqual(38);
    expect(all.length / 9).toBeLessThanOrEqual(41);
    expect(new Set(all.map((one) => one.name)).size).toBe(9);
  });

  it('says why there is nothing to say of silence', () => {
    const { last } = run(stretch(0, 10));
    for (const name of [
      'pitch',
      'pitch-range',
      'loudness',
      'loudness-range',
      'syllable-rate',
      'pause-ratio',
    ] as const) {
      expect(last(name)).toEqual({ kind: 'abstained', reasons: ['no-speech'] });
    }
    expect(value(last('speaking-share'))).toBe(0);
    expect(value(last('turns'))).toBe(0);
    expect(value(last('speech-activity'))).toBeLessThan(0.05);
  });

  it('waits until there is enough', () => {
    const { last } = run(stretch(0, 0.6, () => speech));
    expect(last('pitch-range')).toEqual({ kind: 'abstained', reasons: ['too-little-data'] });
    expect(last('speaking-share')).toEqual({ kind: 'abstained', reasons: ['too-little-data'] });
  });

  it('measures the median and the range of the pitch', () => {
    const octave = (at: number): Partial<VoiceFrame> => ({ ...speech, pitchHz: 100 * 2 ** (at % 1) });
    const { last } = run(stretch(0, 20, octave));
    expect(value(last('pitch'))).toBeCloseTo(100 * Math.SQRT2, 0);
    expect(value(last('pitch-range'))).toBeCloseTo(0.6 * 12, 0);
  });

  it('measures the loudness of speech, not of the pauses in it', () => {
    const { last } = run(
      stretch(0, 15, (at) => (at % 2 < 1.4 ? { ...speech, loudnessDbfs: -30 + 10 * (at % 1) } : {})),
    );
    expect(value(last('loudness'))).toBeGreaterThan(-30);
    expect(value(last('loudness'))).toBeLessThan(-20);
    expect(value(last('loudness-range'))).toBeGreaterThan(4);
  });

  it('counts speaking share, turns and pauses', () => {
    // Four turns of 5 s (each with a pause of 0.6 s inside) and 5 s of silence after each.
    const { last } = run(
      stretch(0, 40, (at) => {
        const within = at % 10;
        return within < 5 && !(within > 2 && within < 2.6) ? speech : {};
      }),
    );
    expect(value(last('turns'))).toBe(4);
    expect(value(last('speaking-share'))).toBeGreaterThan(0.43);
    expect(value(last('speaking-share'))).toBeLessThan(0.48);
    expect(value(last('pause-ratio'))).toBeGreaterThan(0.1);
    expect(value(last('pause-ratio'))).toBeLessThan(0.4);
  });

  it('does not take a short "mhm" for a turn', () => {
    const { last } = run(stretch(0, 20, (at) => (at > 10 && at < 10.3 ? speech : {})));
    expect(value(last('turns'))).toBe(0);
  });

  it.each([3, 4, 5, 6])('finds %i syllables a second', (rate) => {
    const syllables = (at: number): Partial<VoiceFrame> => {
      const inside = Math.sin(Math.PI * at * rate) ** 2;
      return { ...speech, loudnessDbfs: -40 + 18 * inside, pitchHz: inside > 0.3 ? 120 : null };
    };
    const { last } = run(stretch(0, 16, syllables));
    expect(Math.abs(value(last('syllable-rate')) - rate)).toBeLessThan(0.15 * rate);
  });

  it('says muted, and counts the time as not spoken', () => {
    const { last } = run([
      ...stretch(0, 10, () => speech),
      ...stretch(10, 10, () => ({ loudnessDbfs: -120, shortfalls: ['muted'] })),
    ]);
    expect(last('speech-activity')).toEqual({ kind: 'abstained', reasons: ['muted'] });
    expect(last('pitch')).toEqual({ kind: 'abstained', reasons: ['muted'] });
    expect(value(last('speaking-share'))).toBeCloseTo(0.5, 1);
  });

  it('abstains in noise and over gaps rather than guess', () => {
    const noisy = run(stretch(0, 10, () => ({ ...speech, shortfalls: ['too-noisy'] })));
    expect(noisy.last('pitch')).toEqual({ kind: 'abstained', reasons: ['too-noisy'] });
    const gappy = run(stretch(0, 10, () => ({ ...speech, shortfalls: ['audio-gaps'] })));
    expect(gappy.last('loudness')).toEqual({ kind: 'abstained', reasons: ['audio-gaps'] });
    expect(gappy.last('speaking-share')).toEqual({ kind: 'abstained', reasons: ['audio-gaps'] });
  });

  it('never lets a value out of its range or a NaN out at all', () => {
    const odd = stretch(0, 30, (at) => ({
      speechProbability: Math.abs(Math.sin(at * 3)),
      pitchHz: at % 0.3 < 0.2 ? 80 + 60 * Math.abs(Math.sin(at)) : null,
      loudnessDbfs: -60 + 40 * Math.abs(Math.sin(5 * at)),
      signalToNoiseDb: 20,
    }));
    for (const { reading, unit } of run(odd.filter((_, i) => i % 17 !== 3)).all) {
      if (reading.kind === 'abstained') continue;
      expect(Number.isFinite(reading.value)).toBe(true);
      if (unit === '1') expect(reading.value).toBeLessThanOrEqual(1);
      if (unit !== 'dBFS') expect(reading.value).toBeGreaterThanOrEqual(0);
    }
  });
});
