import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Landmark, readMouthShape } from '../../sdk/face/mouth-shape.ts';
import { scoreSmile } from '../../sdk/face/score-smile.ts';
import type { Vector } from '../../sdk/face/vector.ts';
import { headAxes } from './face-fixtures.ts';

/** The landmarks that the shape of the mouth rests on, in head coordinates: x right, y up, z to the camera. */
const smile: Readonly<Record<number, readonly [number, number, number]>> = {
  2: [0, -20, 30],
  61: [-28, -38, 15],
  291: [28, -38, 15],
  33: [-45, 20, 0],
  133: [-15, 20, 5],
  362: [15, 20, 5],
  263: [45, 20, 0],
};

/** The mesh of that head, turned and seen in a picture of 640 x 360. */
function turned(yaw: number, pitch: number, roll: number): [Landmark[], Vector] {
  const { right, up, forward } = headAxes(yaw, pitch, roll);
  const landmarks = Array.from({ length: 478 }, (_, index) => {
    const [across, high, near] = smile[index] ?? [0, 0, 0];
    const [x, y, z] = ([0, 1, 2] as const).map(
      (axis) => across * right[axis] + high * up[axis] + near * forward[axis],
    ) as [number, number, number];
    return { x: (320 + x) / 640, y: (180 - y) / 360, z: -z / 640 };
  });
  return [landmarks, up];
}

describe('readMouthShape', () => {
  it('is the same whatever way the head is turned', () => {
    const angle = fc.double({ min: -40, max: 40, noNaN: true });
    fc.assert(
      fc.property(angle, angle, angle, (yaw, pitch, roll) => {
        const shape = readMouthShape(...turned(yaw, pitch, roll), 640, 360);
        expect(shape?.cornerLift).toBeCloseTo(-18 / 60, 6);
        expect(shape?.width).toBeCloseTo(56 / 60, 6);
      }),
    );
  });

  it('is absent where the mesh is', () => {
    expect(readMouthShape([], [0, 1, 0], 640, 360)).toBeNull();
    const flat = Array.from({ length: 478 }, () => ({ x: 0.5, y: 0.5, z: 0 }));
    expect(readMouthShape(flat, [0, 1, 0], 640, 360)).toBeNull();
  });
});

describe('scoreSmile', () => {
  const rest = { cornerLift: -0.4, width: 0.8 };
  it('grows with the coefficient, with raised corners and with a wider mouth, within 0 and 1', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(share, share, (a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        expect(scoreSmile(high, rest)).toBeGreaterThanOrEqual(scoreSmile(low, rest));
        expect(scoreSmile(high, rest)).toBeLessThanOrEqual(1);
        expect(scoreSmile(low, rest)).toBeGreaterThanOrEqual(0);
      }),
    );
    expect(scoreSmile(0.3, { ...rest, cornerLift: -0.3 })).toBeGreaterThan(scoreSmile(0.3, rest));
    expect(scoreSmile(0.3, { ...rest, width: 1 })).toBeGreaterThan(scoreSmile(0.3, rest));
  });

  it('sees a broad open smile that the coefficient misses, and no smile in a snarl that it takes for one', () => {
    expect(scoreSmile(0.2, { cornerLift: -0.3, width: 1 })).toBeGreaterThan(0.5);
    expect(scoreSmile(0.6, { cornerLift: -0.48, width: 0.85 })).toBeLessThan(0.5);
  });

  it('goes on without a mesh', () => {
    expect(scoreSmile(0.9, null)).toBeGreaterThan(scoreSmile(0.01, null));
  });
});
