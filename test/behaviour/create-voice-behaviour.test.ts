import { describe, expect, it } from 'vitest';
import { createVoiceBehaviour } from '../../sdk/behaviour/create-voice-behaviour.ts';
import type { BehaviourName, Measurement, Reading, VoiceFrame } from '../../sdk/vocabulary.ts';
import { speech, stretch, voiceAt } from './voice-frames.ts';

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
  it('emits all fifteen measurements four times a second', () => {
    const { all } = run(stretch(100, 10));
    expect(all.length % 15).toBe(0);
    expect(all.length / 15).toBeGreaterThanOrEqual(38);
    expect(all.length / 15).toBeLessThanOrEqual(41);
    expect(new Set(all.map((one) => one.name)).size).toBe(15);
  });

  it('says why there is nothing to say of silence', () => {
    const { last } = run(stretch(0, 10));
    for (const name of [
      'pitch',
      'pitch-range',
      'loudness',
      'loudness-range',
      'syllable-rate',
      'articulation-rate',
      'pause-ratio',
      'pause-length',
      'turn-length',
      'jitter',
      'shimmer',
      'harmonicity',
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

  it('measures how long turns and the pauses within them are', () => {
    const { last } = run(
      stretch(0, 40, (at) => {
        const within = at % 10;
        return within < 5 && !(within > 2 && within < 2.6) ? speech : {};
      }),
    );
    expect(value(last('turn-length'))).toBeCloseTo(5, 1);
    expect(value(last('pause-length'))).toBeCloseTo(0.6, 1);
  });

  it('takes stops within words for no pauses', () => {
    const { last } = run(stretch(0, 20, (at) => (at % 1 < 0.9 ? speech : {})));
    expect(last('pause-length')).toEqual({ kind: 'abstained', reasons: ['no-speech'] });
  });

  it('tells the rate with pauses and without', () => {
    const { last } = run(
      stretch(0, 16, (at) => {
        const inside = Math.sin(Math.PI * at * 4) ** 2;
        return at % 2 < 1.25 ? voiceAt(-40 + 18 * inside, inside > 0.3 ? 120 : null) : {};
      }),
    );
    expect(value(last('articulation-rate'))).toBeGreaterThan(1.25 * value(last('syllable-rate')));
  });

  it('measures the quality of the voice where it is sustained', () => {
    const voiceQuality = { jitterPercent: 0.8, shimmerDb: 0.35, harmonicsToNoiseDb: 18 };
    const { last } = run(
      stretch(0, 10, (at) => ({ ...speech, voiceQuality: at % 1 < 0.4 ? voiceQuality : null })),
    );
    expect(value(last('jitter'))).toBeCloseTo(0.8, 1);
    expect(value(last('shimmer'))).toBeCloseTo(0.35, 1);
    expect(value(last('harmonicity'))).toBeCloseTo(18, 0);
    const never = run(stretch(0, 10, () => speech));
    expect(never.last('jitter')).toEqual({ kind: 'abstained', reasons: ['no-speech'] });
  });

  it('summarises a rising pitch by the functionals of eGeMAPS', () => {
    const { all } = run(stretch(0, 15, (at) => ({ ...speech, pitchHz: 110 * 2 ** (at / 12) })));
    const functionals = all.findLast(({ name }) => name === 'pitch')?.functionals;
    expect(functionals?.unit).toBe('semitone');
    expect(functionals?.slopePerSecond).toBeCloseTo(1, 2);
    expect(functionals?.median).toBeCloseTo(24 + 7.5, 0);
    expect((functionals?.percentile80 ?? 0) - (functionals?.percentile20 ?? 0)).toBeCloseTo(9, 0);
    const deviation = 15 / Math.sqrt(12);
    expect(functionals?.coefficientOfVariation).toBeCloseTo(deviation / 31.5, 2);
    expect(all.findLast(({ name }) => name === 'loudness')?.functionals?.coefficientOfVariation).toBeNull();
    expect(all.findLast(({ name }) => name === 'turns')?.functionals).toBeUndefined();
  });

  it('traces the last second of pitch, loudness and activity in steps of 20 ms', () => {
    const { all } = run(stretch(0, 5, (at) => (at < 4.5 ? { ...speech, pitchHz: 100 + 10 * at } : {})));
    const trace = all.findLast(({ name }) => name === 'pitch')?.trace;
    expect(trace?.stepSeconds).toBe(0.02);
    expect(trace?.values.length).toBe(50);
    const ends = trace?.endsAtSeconds ?? 0;
    for (const [i, hertz] of (trace?.values ?? []).entries()) {
      const at = ends - 0.02 * (49 - i);
      if (at < 4.45) expect(hertz).toBeCloseTo(100 + 10 * at, 0);
      if (at > 4.7) expect(hertz).toBeNull();
    }
    expect(all.findLast(({ name }) => name === 'speech-activity')?.trace?.values.length).toBe(50);
  });

  it('does not take a short "mhm" for a turn', () => {
    const { last } = run(stretch(0, 20, (at) => (at > 10 && at < 10.3 ? speech : {})));
    expect(value(last('turns'))).toBe(0);
  });

  const syllables = (at: number, rate: number): Partial<VoiceFrame> => {
    const inside = Math.sin(Math.PI * at * rate) ** 2;
    return voiceAt(-40 + 18 * inside, inside > 0.3 ? 120 : null);
  };

  it.each([3, 4, 5, 6])('finds %i syllables a second', (rate) => {
    const { last } = run(stretch(0, 16, (at) => syllables(at, rate)));
    expect(Math.abs(value(last('syllable-rate')) - rate)).toBeLessThan(0.15 * rate);
  });

  it('finds the syllables of who speaks before a background could be heard', () => {
    const { last } = run(stretch(0, 4, (at) => ({ ...syllables(at, 4), signalToNoiseDb: 0 })));
    expect(Math.abs(value(last('syllable-rate')) - 4)).toBeLessThan(0.15 * 4);
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

  it('bears a gap now and then: a quarter of a second in five spoils no share and no pitch', () => {
    const { last } = run(
      stretch(0, 30, (at) => ({ ...speech, shortfalls: at % 5 < 0.25 ? ['audio-gaps'] : [] })),
    );
    for (const name of ['speaking-share', 'turns', 'pitch', 'loudness'] as const)
      expect(last(name).kind).toBe('measured');
  });

  it('measures no loudness of clipped speech, but its pitch', () => {
    const { last } = run(stretch(0, 10, () => ({ ...speech, shortfalls: ['clipping'] })));
    expect(last('loudness')).toEqual({ kind: 'abstained', reasons: ['clipping'] });
    expect(last('pitch').kind).toBe('measured');
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
      if (unit !== 'dBFS' && unit !== 'dB') expect(reading.value).toBeGreaterThanOrEqual(0);
    }
  });
});
