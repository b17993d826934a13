import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FaceShape, restingShape } from '../../sdk/face/face-shape.ts';
import { type LookName, scoreLook } from '../../sdk/face/score-look.ts';

function score(
  name: LookName,
  coefficients: Readonly<Record<string, number>>,
  shape: Partial<FaceShape> | null = {},
): number {
  const blendshapes = new Map(
    Object.entries(coefficients).flatMap(([key, value]) => [
      [`${key}Left`, value],
      [`${key}Right`, value],
    ]),
  );
  return scoreLook(name, { blendshapes, shape: shape && { ...restingShape, ...shape } });
}

const share = fc.double({ min: 0, max: 1, noNaN: true });

describe('scoreLook', () => {
  it('scores a smile by the coefficient, raised corners and a wider mouth, within 0 and 1', () => {
    fc.assert(
      fc.property(share, share, (a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)].map((mouthSmile) =>
          score('smile', { mouthSmile }),
        );
        expect(high).toBeGreaterThanOrEqual(low ?? Number.NaN);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeGreaterThanOrEqual(0);
      }),
    );
    expect(score('smile', { mouthSmile: 0.3 }, { cornerLift: -0.3 })).toBeGreaterThan(
      score('smile', { mouthSmile: 0.3 }),
    );
    expect(score('smile', { mouthSmile: 0.3 }, { mouthWidth: 1 })).toBeGreaterThan(
      score('smile', { mouthSmile: 0.3 }),
    );
  });

  it('sees a broad open smile that the coefficient misses, and no smile in a snarl that it takes for one', () => {
    expect(score('smile', { mouthSmile: 0.2 }, { cornerLift: -0.3, mouthWidth: 1 })).toBeGreaterThan(0.5);
    expect(score('smile', { mouthSmile: 0.6 }, { cornerLift: -0.5, mouthWidth: 0.8 })).toBeLessThan(0.5);
  });

  it('scores a frown by drawn brows, a wrinkled nose and a mouth bent down', () => {
    const rest = score('frown', {});
    expect(rest).toBeLessThan(0.3);
    expect(score('frown', { mouthFrown: 0.2 })).toBeGreaterThan(rest);
    expect(score('frown', {}, { browGap: 0.42 })).toBeGreaterThan(rest);
    expect(score('frown', {}, { nostrilLift: 0.17 })).toBeGreaterThan(rest);
    expect(score('frown', {}, { cornerCurve: -0.1 })).toBeGreaterThan(rest);
    expect(score('frown', { mouthFrown: 0.2 }, { browGap: 0.42, cornerCurve: -0.1 })).toBeGreaterThan(0.5);
  });

  it('sees eyes and mouth wide open, and no such look in a smile with an open mouth', () => {
    const open = { mouthHeight: 0.6, mouthWidth: 0.75, lidLift: 0.14 };
    expect(score('wideOpen', {})).toBeLessThan(0.1);
    expect(score('wideOpen', {}, open)).toBeGreaterThan(0.5);
    expect(score('wideOpen', { mouthSmile: 0.8 }, { ...open, mouthWidth: 1 })).toBeLessThan(0.3);
  });

  it('goes on without a mesh', () => {
    expect(score('smile', { mouthSmile: 0.9 }, null)).toBeGreaterThan(
      score('smile', { mouthSmile: 0.01 }, null),
    );
    expect(score('frown', {}, null)).toBe(score('frown', {}));
    expect(score('wideOpen', {}, null)).toBe(score('wideOpen', {}));
  });
});
