import type { HeadPose } from '../vocabulary.ts';
import type { Axes } from './nearest-rotation.ts';

const degrees = 180 / Math.PI;

/**
 * Reads the orientation of the head from where its axes point; how long they are does not matter.
 *
 * Yaw is positive when the nose points to the right of the unmirrored picture,
 * pitch when it points up, roll when the head leans to the left of the picture;
 * applied in the order roll, pitch, yaw.
 */
export function readHeadPose({ right, up, forward }: Axes): HeadPose {
  return {
    yawDegrees: Math.atan2(forward[0], forward[2]) * degrees,
    pitchDegrees: Math.atan2(forward[1], Math.hypot(forward[0], forward[2])) * degrees,
    rollDegrees: Math.atan2(right[1], up[1]) * degrees,
  };
}
