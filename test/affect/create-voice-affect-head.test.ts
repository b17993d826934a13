import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAffectHead } from '../../sdk/affect/create-affect-head.ts';
import { rateArousal } from '../../sdk/affect/rate-arousal.ts';
import type { AffectEstimate, VoiceFrame } from '../../sdk/vocabulary.ts';
import { faceFrame } from '../behaviour/face-fixtures.ts';

/** How strongly the voice is raised, from 0 (as usual) on; `null` is silence. */
type Effort = number | null;

function voiceFrame(atSeconds: number, effort: Effort): VoiceFrame {
  const wobble = Math.sin(atSeconds * 7) + Math.sin(atSeconds * 1.3);
  const raised = effort ?? 0;
  return {
    modality: 'voice',
    atSeconds,
    speechProbability: effort === null ? 0.02 : 0.95,
    pitchHz:
      effort === null || Math.sin(atSeconds * 40) < -0.6 ? null : 120 * 2 ** (raised * 0.6 + wobble * 0.05),
    pitchStrength: effort === null ? 0.1 : 0.9,
    loudnessDbfs: effort === null ? -70 : -30 + 8 * raised + wobble,
    voiceQuality: null,
    spectral:
      effort === null
        ? null
        : {
            alphaRatioDb: -10,
            hammarbergIndexDb: 20,
            slope0to500DbPerHz: 0,
            slope500to1500DbPerHz: 0,
            hf500Db: -12 + 6 * raised + wobble,
            flux: 0.1,
            loudness: 1,
            mfcc: [0, 0, 0, 0],
          },
    signalToNoiseDb: effort === null ? 0 : 35,
    quality: 1,
    shortfalls: effort === null ? ['no-speech'] : [],
  };
}

/** A microphone that is taken in mid-call, and whether the head is told. */
interface OtherMicrophone {
  readonly fromSeconds: number;
  readonly gainDb: number;
  readonly brightnessDb: number;
  readonly told?: boolean;
}

function heardOver(frame: VoiceFrame, { gainDb, brightnessDb }: OtherMicrophone): VoiceFrame {
  const { spectral } = frame;
  return {
    ...frame,
    loudnessDbfs: frame.loudnessDbfs + gainDb,
    spectral: spectral === null ? null : { ...spectral, hf500Db: spectral.hf500Db + brightnessDb },
  };
}

function play(seconds: number, effort: (at: number) => Effort, other?: OtherMicrophone): AffectEstimate[] {
  const head = createAffectHead('voice');
  const estimates: AffectEstimate[] = [];
  for (let index = 0; index < seconds * 100; index += 1) {
    const at = index / 100;
    if (at === other?.fromSeconds && other.told !== false) head.changeDevice?.();
    const frame = voiceFrame(at, effort(at));
    const estimate = head.push(
      other !== undefined && at >= other.fromSeconds ? heardOver(frame, other) : frame,
    );
    if (estimate !== null) estimates.push(estimate);
  }
  return estimates;
}

/** The last arousal. */
function arousalOf(estimates: readonly AffectEstimate[]): number {
  const last = estimates.at(-1)?.arousal;
  return last?.kind === 'measured' ? last.value : Number.NaN;
}

/** Up to here an arousal is that of the speaker's usual voice. */
const usual = 0.27;

describe('the voice head', () => {
  it('hears a raised voice as more activated than usual, a lowered one as less', () => {
    const calmThen = (raised: number) => play(46, (at) => (at < 42 ? 0 : raised)).at(-1)?.arousal;
    const loud = calmThen(1);
    const quiet = calmThen(-1);
    expect(loud).toMatchObject({ kind: 'measured' });
    expect(loud?.kind === 'measured' && loud.value).toBeGreaterThan(0.4);
    expect(quiet?.kind === 'measured' && quiet.value).toBeLessThan(-0.4);
    const usual = calmThen(0);
    expect(usual?.kind === 'measured' && Math.abs(usual.value)).toBeLessThan(0.2);
  });

  it('tells what moved the value: the contributions add up to it', () => {
    let told = 0;
    for (const { arousal, evidence } of play(50, (at) => 0.4 * Math.sin(at / 3))) {
      if (arousal.kind !== 'measured' || Math.abs(arousal.value) === 1) continue;
      told += 1;
      const sum = evidence.reduce((total, { contribution }) => total + contribution, 0);
      expect(sum).toBeCloseTo(arousal.value, 9);
    }
    expect(told).toBeGreaterThan(40);
  });

  it('never tells a valence', () => {
    for (const { valence } of play(40, (at) => Math.sin(at))) {
      expect(valence).toEqual({ kind: 'abstained', reasons: ['not-estimable'] });
    }
  });

  it('abstains until it knows the usual voice, and in silence', () => {
    const estimates = play(40, (at) => (at < 30 ? 0 : null));
    const at = (seconds: number) => estimates.findLast(({ atSeconds }) => atSeconds <= seconds)?.arousal;
    expect(at(5)).toEqual({ kind: 'abstained', reasons: ['baseline-not-settled'] });
    expect(at(29)?.kind).toBe('measured');
    expect(at(39)).toEqual({ kind: 'abstained', reasons: ['no-speech'] });
  });

  it('stamps an estimate with the last speech that it rests on', () => {
    const estimates = play(32, (at) => (at < 30 ? 0 : null));
    const measured = estimates.filter(({ arousal }) => arousal.kind === 'measured');
    expect(measured.at(-1)?.atSeconds).toBeLessThan(30);
  });

  it('is less sure when its features contradict each other', () => {
    const own = Array.from({ length: 30 }, (_, index) => ({
      pitch: 7 + index / 100,
      loudness: -30 + index / 10,
      highFrequencyEnergy: -12 + index / 10,
    }));
    const together = rateArousal({ pitch: 9, loudness: -20, highFrequencyEnergy: -5 }, own);
    const apart = rateArousal({ pitch: 6, loudness: -20, highFrequencyEnergy: -12 }, own);
    expect(together.agreement).toBeGreaterThan(0.8);
    expect(apart.agreement).toBeLessThan(together.agreement - 0.3);
    expect(together.score).toBeGreaterThan(0.85);
  });

  it('gives no say to a feature that runs against the others', () => {
    const own = Array.from({ length: 40 }, (_, index) => ({
      pitch: index,
      loudness: index,
      highFrequencyEnergy: -index,
    }));
    expect(
      rateArousal({ pitch: 100, loudness: 100, highFrequencyEnergy: 100 }, own).parts.highFrequencyEnergy,
    ).toBe(0);
  });

  it('rates between -1 and 1, and is blind to the gain of the microphone and the pitch of the voice', () => {
    const number = fc.integer({ min: -50, max: 50 });
    const stretch = fc.record({ pitch: number, loudness: number, highFrequencyEnergy: number });
    fc.assert(
      fc.property(fc.array(stretch, { maxLength: 40 }), stretch, (own, now) => {
        const { score, agreement } = rateArousal(now, own);
        expect(Math.abs(score)).toBeLessThanOrEqual(1 + 1e-9);
        expect(agreement).toBeGreaterThanOrEqual(0);
        const move = (one: typeof now) => ({ ...one, loudness: one.loudness + 20, pitch: one.pitch + 1 });
        expect(rateArousal(move(now), own.map(move)).score).toBeCloseTo(score, 6);
      }),
    );
  });

  it('keeps what it knows of the voice over a change of microphone', () => {
    const later = (effort: number, seconds: number) =>
      arousalOf(
        play(60 + seconds, (at) => (at < 60 ? 0 : effort), {
          fromSeconds: 60,
          gainDb: -20,
          brightnessDb: -6,
        }),
      );
    // At once by the pitch alone: nothing is said of a level that was never heard there.
    expect(Math.abs(later(0, 2))).toBeLessThan(usual);
    expect(later(1, 2)).toBeGreaterThan(later(0, 2) + 0.2);
    expect(later(-1, 2)).toBeLessThan(later(0, 2) - 0.2);
    expect(Math.abs(later(0, 20))).toBeLessThan(usual);
    const raisedThere = play(84, (at) => (at < 80 ? 0 : 1), {
      fromSeconds: 60,
      gainDb: -20,
      brightnessDb: -6,
    });
    expect(arousalOf(raisedThere)).toBeGreaterThan(0.4);
  });

  it('says the same over every other microphone, however loud and dull', () => {
    const over = (gainDb: number, brightnessDb: number) =>
      arousalOf(play(42, (at) => (at < 38 ? 0 : 1), { fromSeconds: 30, gainDb, brightnessDb }));
    const same = over(0, 0);
    const decibels = fc.double({ min: -25, max: 25, noNaN: true });
    fc.assert(
      fc.property(decibels, decibels, (gainDb, brightnessDb) => {
        // To the rounding that parts two values of one rank.
        expect(over(gainDb, brightnessDb)).toBeCloseTo(same, 3);
      }),
      { numRuns: 20 },
    );
  });

  it('would take a quieter microphone for a calmer voice, were it not told of it', () => {
    const untold = { gainDb: -20, brightnessDb: -6, fromSeconds: 60, told: false };
    expect(arousalOf(play(64, () => 0, untold))).toBeLessThan(-0.2);
  });

  it('keeps a baseline over a minute of mute, and follows a voice that stays raised', () => {
    const back = play(103, (at) => (at < 30 ? 0 : at < 100 ? null : 1));
    expect(back.at(-1)?.arousal).toMatchObject({ kind: 'measured' });
    expect(arousalOf(back)).toBeGreaterThan(0.3);
    expect(arousalOf(play(130, (at) => (at < 30 ? 0 : 1)))).toBeLessThan(arousalOf(back) - 0.3);
  });

  it('knows nobody anew: a head of the next session starts without a baseline', () => {
    play(30, () => 0);
    expect(play(4, () => 0).every(({ arousal }) => arousal.kind === 'abstained')).toBe(true);
  });

  it('ignores frames of the face', () => {
    expect(createAffectHead('voice').push(faceFrame(1))).toBeNull();
    expect(createAffectHead('face').push(voiceFrame(1, 0))).toBeNull();
  });
});
