import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Landmark, readFaceShape } from '../../sdk/face/face-shape.ts';
import type { Vector } from '../../sdk/face/vector.ts';
import { headAxes } from './face-fixtures.ts';

/** The landmarks that the shape rests on, in head coordinates: x right, y up, z to the camera; the eyes are 60 apart. */
const face: Readonly<Record<number, readonly [number, number, number]>> = {
  0: [0, -34, 28],
  2: [0, -20, 30],
  13: [0, -40, 24],
  17: [0, -55, 26],
  33: [-45, 20, 0],
  48: [-9, -11, 22],
  61: [-28, -38, 15],
  107: [-14, 32, 10],
  133: [-15, 20, 5],
  159: [-30, 26, 4],
  263: [45, 20, 0],
  278: [9, -11, 22],
  291: [28, -38, 15],
  336: [14, 32, 10],
  362: [15, 20, 5],
  386: [30, 26, 4],
};

/** The mesh of that head, turned, at a distance, seen in a picture of 640 x 360. */
function turned(yaw: number, pitch: number, roll: number, size = 1, side = 1): [Landmark[], Vector] {
  const { right, up, forward } = headAxes(yaw, pitch, roll);
  const landmarks = Array.from({ length: 478 }, (_, index) => {
    const [across, high, near] = face[index] ?? [0, 0, 0];
    const [x, y, z] = ([0, 1, 2] as const).map(
      (axis) => size * (side * across * right[axis] + high * up[axis] + near * forward[axis]),
    ) as [number, number, number];
    return { x: (320 + x) / 640, y: (180 - y) / 360, z: -z / 640 };
  });
  return [landmarks, up];
}

describe('readFaceShape', () => {
  it('is the same whatever way the head is turned, however far it is, and in a mirror', () => {
    const angle = fc.double({ min: -40, max: 40, noNaN: true });
    const size = fc.double({ min: 0.3, max: 2, noNaN: true });
    fc.assert(
      fc.property(angle, angle, angle, size, fc.constantFrom(1, -1), (yaw, pitch, roll, far, side) => {
        const shape = readFaceShape(...turned(yaw, pitch, roll, far, side), 640, 360);
        expect(shape?.cornerLift).toBeCloseTo(-18 / 60, 6);
        expect(shape?.cornerCurve).toBeCloseTo(2 / 60, 6);
        expect(shape?.mouthWidth).toBeCloseTo(56 / 60, 6);
        expect(shape?.mouthHeight).toBeCloseTo(Math.hypot(21, 2) / Math.hypot(60, 0), 6);
        expect(shape?.nostrilLift).toBeCloseTo(9 / 60, 6);
        expect(shape?.browGap).toBeCloseTo(28 / 60, 6);
        expect(shape?.lidLift).toBeCloseTo(6 / 60, 6);
      }),
    );
  });

  it('is absent where the mesh is', () => {
    expect(readFaceShape([], [0, 1, 0], 640, 360)).toBeNull();
    const flat = Array.from({ length: 478 }, () => ({ x: 0.5, y: 0.5, z: 0 }));
    expect(readFaceShape(flat, [0, 1, 0], 640, 360)).toBeNull();
  });
});
