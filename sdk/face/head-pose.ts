import type { HeadPose } from '../vocabulary.ts';

const degrees = 180 / Math.PI;

/**
 * Reads the orientation of the head from the model's 4x4 transform (column by column; x right, y up, z to the camera).
 *
 * Yaw is positive when the nose points to the right of the unmirrored picture,
 * pitch when it points up, roll when the head leans to the left of the picture;
 * applied in the order roll, pitch, yaw. Scale does not matter.
 */
export function readHeadPose(transform: readonly number[]): HeadPose {
  const at = (row: number, column: number): number => transform[column * 4 + row] ?? 0;
  return {
    yawDegrees: Math.atan2(at(0, 2), at(2, 2)) * degrees,
    pitchDegrees: Math.atan2(at(1, 2), Math.hypot(at(0, 2), at(2, 2))) * degrees,
    rollDegrees: Math.atan2(at(1, 0), at(1, 1)) * degrees,
  };
}
