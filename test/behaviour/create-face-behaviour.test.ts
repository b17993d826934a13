import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFaceBehaviour } from '../../sdk/behaviour/create-face-behaviour.ts';
import { findSwings } from '../../sdk/behaviour/find-swings.ts';
import type { BehaviourName, FaceFrame, Measurement, Reading } from '../../sdk/vocabulary.ts';
import { blindFrame, faceFrame } from './face-fixtures.ts';

/** Plays frames of some rate; tells the last reading of each behaviour and all measurements. */
function play(
  seconds: number,
  frame: (atSeconds: number) => FaceFrame,
  rateHz = 12,
): { last: (name: BehaviourName) => Reading; all: Measurement[] } {
  const behaviour = createFaceBehaviour();
  const all: Measurement[] = [];
  for (let index = 0; index <= seconds * rateHz; index += 1)
    all.push(...behaviour.push(frame(index / rateHz)));
  return {
    all,
    last: (name) => {
      const measurement = all.findLast((one) => one.name === name);
      if (measurement === undefined) throw new Error(`${name} was never emitted`);
      return measurement.reading;
    },
  };
}

function value(reading: Reading): number {
  if (reading.kind !== 'measured') throw new Error(`abstained: ${reading.reasons.join()}`);
  return reading.value;
}

describe('createFaceBehaviour', () => {
  it('emits the whole set about four times a second, with units', () => {
    const { all } = play(10, (at) => faceFrame(at));
    const smiles = all.filter(({ name }) => name === 'smile');
    expect(smiles.length).toBeGreaterThan(36);
    expect(smiles.length).toBeLessThanOrEqual(41);
    expect(new Map(all.map(({ name, unit }) => [name, unit]))).toEqual(
      new Map([
        ['smile', '1'],
        ['brow-raise', '1'],
        ['brow-lower', '1'],
        ['mouth-open', '1'],
        ['smile-share', '1'],
        ['head-nods', '{count}'],
        ['head-shakes', '{count}'],
        ['blink-rate', '1/min'],
        ['face-in-view', '1'],
      ]),
    );
  });

  it('measures smile, brows and mouth as they are', () => {
    const { last } = play(2, (at) =>
      faceFrame(at, { smile: 0.7, browRaise: 0.2, browLower: 0.3, mouthOpen: 0.4 }),
    );
    expect(value(last('smile'))).toBeCloseTo(0.7, 10);
    expect(value(last('brow-raise'))).toBeCloseTo(0.2, 10);
    expect(value(last('brow-lower'))).toBeCloseTo(0.3, 10);
    expect(value(last('mouth-open'))).toBeCloseTo(0.4, 10);
  });

  it('gives the share of the seen time in which there was a smile', () => {
    const { last } = play(60, (at) => {
      if (at > 30 && at <= 45) return blindFrame(at, 'too-dark');
      return faceFrame(at, { smile: at <= 15 ? 0.8 : 0.05 });
    });
    expect(value(last('smile-share'))).toBeCloseTo(15 / 45, 1);
  });

  it('counts nods, not a slow bow, a look up, a look aside or trembling', () => {
    // Up within half a second, back within as much, after another half.
    const lookUp = (at: number): number => {
      const phase = at % 5;
      return 20 * Math.min(1, Math.max(0, Math.min(2 * phase, 2 * (1.5 - phase))));
    };
    const nodding = (at: number): number => (at % 2 < 0.6 ? -9 * Math.sin((Math.PI * (at % 2)) / 0.6) : 0);
    expect(value(play(20, (at) => faceFrame(at, {}, { pitchDegrees: nodding(at) })).last('head-nods'))).toBe(
      10,
    );
    const others: ((at: number) => FaceFrame)[] = [
      (at) => faceFrame(at, {}, { pitchDegrees: 15 * Math.sin(at / 3) }),
      (at) => faceFrame(at, {}, { pitchDegrees: lookUp(at) }),
      (at) => faceFrame(at, {}, { yawDegrees: at % 10 < 4 ? 25 : 0 }),
      (at) =>
        faceFrame(at, {}, { pitchDegrees: 1.5 * Math.sin(at * 20), yawDegrees: 1.5 * Math.cos(at * 17) }),
    ];
    for (const other of others) {
      const { last } = play(20, other);
      expect(value(last('head-nods'))).toBe(0);
      expect(value(last('head-shakes'))).toBe(0);
    }
  });

  it('counts shakes', () => {
    const shaking = (at: number): number =>
      at % 4 < 1.2 ? 14 * Math.sin((2 * Math.PI * (at % 4)) / 0.6) : 0;
    const { last } = play(20, (at) => faceFrame(at, {}, { yawDegrees: shaking(at) }));
    expect(value(last('head-shakes'))).toBe(5);
    expect(value(last('head-nods'))).toBe(0);
  });

  it.each([0.4, 0.6, 1])('counts a shake once however long it lasts, %s s to and fro', (periodSeconds) => {
    const shaking = (at: number): number =>
      at % 10 < 6 ? 14 * Math.sin((2 * Math.PI * (at % 10)) / periodSeconds) : 0;
    const { last } = play(29, (at) => faceFrame(at, {}, { yawDegrees: shaking(at) }));
    expect(value(last('head-shakes'))).toBe(3);
    const nodding = (at: number): number =>
      at >= 7 && at < 7.6 ? -9 * Math.sin((Math.PI * (at - 7)) / 0.6) : 0;
    const after = play(9, (at) => faceFrame(at, {}, { yawDegrees: shaking(at), pitchDegrees: nodding(at) }));
    expect(value(after.last('head-nods'))).toBe(1);
  });

  it('counts blinks per minute, not closed eyes', () => {
    const { last } = play(60, (at) => faceFrame(at, { eyeClosure: at % 4 < 0.2 ? 0.9 : 0.05 }));
    expect(value(last('blink-rate'))).toBeGreaterThan(13);
    expect(value(last('blink-rate'))).toBeLessThan(17);
    const resting = play(60, (at) => faceFrame(at, { eyeClosure: at % 10 < 5 ? 0.9 : 0.05 }));
    expect(value(resting.last('blink-rate'))).toBe(0);
  });

  it('does not claim nods or blinks at a rate at which they are missed', () => {
    const { last } = play(30, (at) => faceFrame(at), 3);
    for (const name of ['head-nods', 'head-shakes', 'blink-rate'] as const) {
      expect(last(name)).toEqual({ kind: 'abstained', reasons: ['low-frame-rate'] });
    }
    expect(value(last('smile'))).toBe(0);
  });

  it('counts nods at seven frames a second, at which blinks are missed already', () => {
    const { last } = play(30, (at) => faceFrame(at), 7);
    expect(value(last('head-nods'))).toBe(0);
    expect(last('blink-rate')).toEqual({ kind: 'abstained', reasons: ['low-frame-rate'] });
    expect(value(play(30, (at) => faceFrame(at), 9).last('blink-rate'))).toBe(0);
  });

  it('counts blinks of the time only in which it could have seen them, and abstains when that is long ago', () => {
    const blinking = (at: number): FaceFrame => faceFrame(at, { eyeClosure: at % 4 < 0.2 ? 0.9 : 0.05 });
    const behaviour = createFaceBehaviour();
    let reading: Reading | undefined;
    const watch = (fromSeconds: number, toSeconds: number, rateHz: number): Reading | undefined => {
      for (let index = 1; index <= (toSeconds - fromSeconds) * rateHz; index += 1) {
        const pushed = behaviour.push(blinking(fromSeconds + index / rateHz));
        reading = pushed.find(({ name }) => name === 'blink-rate')?.reading ?? reading;
      }
      return reading;
    };
    const quick = watch(0, 32, 12);
    const slowed = watch(32, 40, 5);
    for (const seen of [quick, slowed]) {
      if (seen === undefined) throw new Error('never emitted');
      expect(value(seen)).toBeGreaterThan(13);
      expect(value(seen)).toBeLessThan(17);
    }
    expect(watch(40, 46, 5)).toEqual({ kind: 'abstained', reasons: ['low-frame-rate'] });
    expect(watch(46, 50, 12)).toMatchObject({ kind: 'measured' });
  });

  it('tells nothing of the expression while that is left out, at once and with the reason', () => {
    const dropped = (at: number): FaceFrame => blindFrame(at, 'processor-busy');
    const shown = play(31, (at) => (at < 30 ? faceFrame(at, { smile: 0.8 }) : dropped(at)));
    for (const name of ['smile', 'smile-share', 'head-nods', 'head-shakes', 'blink-rate'] as const) {
      expect(shown.last(name), name).toEqual({ kind: 'abstained', reasons: ['processor-busy'] });
    }
    expect(value(shown.last('face-in-view'))).toBe(1);
    const again = play(32, (at) => (at < 30 || at > 31 ? faceFrame(at, { smile: 0.8 }) : dropped(at)));
    expect(value(again.last('smile'))).toBeCloseTo(0.8, 10);
  });

  it('abstains with the reason and says how long the face was in view', () => {
    const { last } = play(20, (at) => (at < 15 ? faceFrame(at) : blindFrame(at, 'no-face')));
    expect(last('smile')).toEqual({ kind: 'abstained', reasons: ['no-face'] });
    expect(value(last('face-in-view'))).toBeCloseTo(0.5, 1);
    const several = play(20, (at) => blindFrame(at, 'several-faces'));
    expect(several.last('smile-share')).toEqual({ kind: 'abstained', reasons: ['several-faces'] });
    expect(value(several.last('face-in-view'))).toBe(0);
  });

  it('halves the quality until the neutral is settled', () => {
    const { last } = play(2, (at) => faceFrame(at, {}, {}, { baseline: 'settling' }));
    expect(last('smile')).toMatchObject({ kind: 'measured', quality: 0.5 });
  });

  it('ignores frames that come again or late', () => {
    const behaviour = createFaceBehaviour();
    expect(behaviour.push(faceFrame(1)).length).toBe(9);
    expect(behaviour.push(faceFrame(1))).toEqual([]);
    expect(behaviour.push(faceFrame(0.5, { smile: 1 }))).toEqual([]);
    const smile = behaviour.push(faceFrame(1.3)).find(({ name }) => name === 'smile');
    expect(smile?.reading).toMatchObject({ value: 0 });
  });

  it('never leaves the range of its units, whatever comes', () => {
    const frame = fc.tuple(
      fc.double({ min: 0.01, max: 2, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: -60, max: 60, noNaN: true }),
      fc.boolean(),
    );
    fc.assert(
      fc.property(fc.array(frame, { maxLength: 120 }), (frames) => {
        const behaviour = createFaceBehaviour();
        let at = 0;
        for (const [step, share, angle, seen] of frames) {
          at += step;
          const pushed = behaviour.push(
            seen
              ? faceFrame(at, { smile: share, eyeClosure: share }, { pitchDegrees: angle })
              : blindFrame(at, 'no-face'),
          );
          for (const { unit, reading } of pushed) {
            if (reading.kind !== 'measured') continue;
            expect(reading.value).toBeGreaterThanOrEqual(0);
            if (unit === '1') expect(reading.value).toBeLessThanOrEqual(1 + 1e-9);
          }
        }
      }),
    );
  });
});

describe('findSwings', () => {
  it('tells where each swing of a zigzag line left its turning point', () => {
    expect(findSwings([], 5)).toEqual([]);
    expect(findSwings([0, 2, 4, 2, 0], 5)).toEqual([]);
    expect(findSwings([0, 6], 5)).toEqual([0]);
    expect(findSwings([0, -6, 0], 5)).toEqual([0, 1]);
    expect(findSwings([0, 6, -6, 6, -6], 5)).toEqual([0, 1, 2, 3]);
    expect(findSwings([0, 1, 0, 1, 6, 7, 6.5, 2], 5)).toEqual([3, 6]);
  });
});
