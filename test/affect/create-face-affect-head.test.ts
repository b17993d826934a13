import { describe, expect, it } from 'vitest';
import { createAffectHead } from '../../sdk/affect/create-affect-head.ts';
import type { AffectEstimate, FaceActions, FaceFrame, Measured, Reading } from '../../sdk/vocabulary.ts';
import { blindFrame, faceFrame } from '../behaviour/face-fixtures.ts';

function play(seconds: number, frame: (at: number) => FaceFrame): AffectEstimate[] {
  const head = createAffectHead('face');
  const estimates: AffectEstimate[] = [];
  for (let index = 0; index <= seconds * 10; index += 1) {
    const estimate = head.push(frame(index / 10));
    if (estimate !== null) estimates.push(estimate);
  }
  return estimates;
}

function lastOf(actions: Partial<FaceActions>, quality = 1): AffectEstimate {
  const last = play(3, (at) => faceFrame(at, actions, {}, { quality })).at(-1);
  if (last === undefined) throw new Error('no estimate');
  return last;
}

function measured(reading: Reading): Measured {
  if (reading.kind !== 'measured') throw new Error(`abstained: ${reading.reasons.join()}`);
  return reading;
}

describe('the face head', () => {
  it('emits about four times a second', () => {
    expect(play(10, (at) => faceFrame(at)).length).toBeGreaterThan(30);
    expect(play(10, (at) => faceFrame(at)).length).toBeLessThan(42);
  });

  it('calls a smile positive, a cheek raise with it more so, and alone nothing', () => {
    const smile = measured(lastOf({ smile: 0.7 }).valence).value;
    expect(smile).toBeGreaterThan(0.4);
    expect(measured(lastOf({ smile: 0.7, cheekRaise: 0.6 }).valence).value).toBeGreaterThan(smile);
    expect(measured(lastOf({ cheekRaise: 0.6 }).valence).value).toBe(0);
  });

  it('knows little where it cannot tell displeasure from rest, and says so', () => {
    const frown = measured(lastOf({ frown: 0.6 }).valence);
    const rest = measured(lastOf({}).valence);
    const smile = measured(lastOf({ smile: 0.8 }).valence);
    expect(frown.value).toBeLessThan(0);
    expect(frown.standardDeviation).toBeGreaterThan(Math.abs(frown.value));
    expect(rest.standardDeviation).toBeGreaterThan(0.55);
    expect(smile.standardDeviation).toBeLessThan(rest.standardDeviation ?? 0);
  });

  it('raises the arousal with mouth, eyes and brows, never past its range', () => {
    expect(measured(lastOf({}).arousal).value).toBe(0);
    expect(measured(lastOf({ mouthOpen: 0.6, eyeWiden: 0.5 }).arousal).value).toBeGreaterThan(0.4);
    expect(measured(lastOf({ mouthOpen: 1, eyeWiden: 1, browRaise: 1 }).arousal).value).toBeLessThanOrEqual(
      1,
    );
  });

  it('takes weak actions for telling, and what a broad smile shows as well for little', () => {
    const arousal = (actions: Partial<FaceActions>): number => measured(lastOf(actions).arousal).value;
    const valence = (actions: Partial<FaceActions>): number => measured(lastOf(actions).valence).value;
    expect(arousal({ upperLipRaise: 0.1 })).toBeGreaterThan(0.3 * arousal({ upperLipRaise: 1 }));
    expect(valence({ smile: 0.9, frown: 0.5 })).toBeGreaterThan(valence({ smile: 0.9 }) - 0.05);
  });

  it('calls eyes and mouth wide open rather pleasant, as people do', () => {
    expect(measured(lastOf({ wideOpen: 0.8 }).valence).value).toBeCloseTo(0.4, 5);
  });

  it('lowers the arousal with the eyelids', () => {
    expect(measured(lastOf({ eyeClosure: 0.5 }).arousal).value).toBeLessThan(-0.1);
  });

  it('raises the arousal when the head moves more than usual, and lowers it when less', () => {
    const moving = (pace: (at: number) => number) =>
      measured(
        play(40, (at) => faceFrame(at, {}, { yawDegrees: pace(at) * Math.sin(at * 3) })).at(-1)?.arousal ??
          lastOf({}).arousal,
      ).value;
    expect(moving((at) => (at < 36 ? 3 : 12))).toBeGreaterThan(0.1);
    expect(moving((at) => (at < 36 ? 12 : 1))).toBeLessThan(-0.1);
    expect(Math.abs(moving(() => 5))).toBeLessThan(0.1);
  });

  it('is less sure of a badly seen face', () => {
    const good = measured(lastOf({ smile: 0.5 }, 1).valence).standardDeviation ?? 0;
    expect(measured(lastOf({ smile: 0.5 }, 0.3).valence).standardDeviation).toBeGreaterThan(good * 1.5);
  });

  it('names what moved it, strongest first', () => {
    const { evidence } = lastOf({ smile: 0.8, frown: 0.4, mouthOpen: 0.1 });
    expect(evidence.map(({ dimension, feature }) => `${dimension} ${feature}`)).toEqual([
      'valence smile',
      'arousal smile',
      'arousal mouth-open',
      'valence frown',
    ]);
    expect(evidence[0]?.contribution).toBeCloseTo(0.6, 5);
    expect(evidence.at(-1)?.contribution).toBeLessThan(0);
  });

  it('abstains where nothing was seen, and from less than three frames', () => {
    expect(play(0.1, (at) => faceFrame(at, { smile: 1 })).at(-1)).toMatchObject({
      valence: { kind: 'abstained', reasons: ['too-little-data'] },
      evidence: [],
    });
    const gone = play(6, (at) => (at < 5 ? faceFrame(at, { smile: 1 }) : blindFrame(at, 'no-face'))).at(-1);
    expect(gone?.valence).toEqual({ kind: 'abstained', reasons: ['no-face'] });
    expect(gone?.arousal).toEqual({ kind: 'abstained', reasons: ['no-face'] });
  });

  it('abstains where pictures come too seldom for an expression, or are not looked at for it', () => {
    const head = createAffectHead('face');
    const reasonsAt = (frame: FaceFrame): unknown => {
      const valence = head.push(frame)?.valence;
      return valence?.kind === 'abstained' ? valence.reasons : valence?.kind;
    };
    expect([0, 0.5, 1, 1.5, 2].map((at) => reasonsAt(faceFrame(at)))).toEqual([
      ['too-little-data'],
      ['too-little-data'],
      ['low-frame-rate'],
      ['low-frame-rate'],
      ['low-frame-rate'],
    ]);
    expect(reasonsAt(blindFrame(3, 'processor-busy'))).toEqual(['processor-busy']);
    expect([3.9, 4.2, 4.5].map((at) => reasonsAt(faceFrame(at)))).toEqual([
      ['low-frame-rate'],
      ['low-frame-rate'],
      'measured',
    ]);
  });
});
