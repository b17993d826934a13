import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readHeadPose } from '../../sdk/face/head-pose.ts';
import { headAxes } from './face-fixtures.ts';

describe('readHeadPose', () => {
  it('finds the angles again, at any scale', () => {
    const angle = fc.double({ min: -80, max: 80, noNaN: true });
    fc.assert(
      fc.property(
        angle,
        angle,
        angle,
        fc.double({ min: 0.2, max: 5, noNaN: true }),
        (yaw, pitch, roll, scale) => {
          const pose = readHeadPose(headAxes(yaw, pitch, roll, scale));
          expect(pose.yawDegrees).toBeCloseTo(yaw, 6);
          expect(pose.pitchDegrees).toBeCloseTo(pitch, 6);
          expect(pose.rollDegrees).toBeCloseTo(roll, 6);
        },
      ),
    );
  });
});
