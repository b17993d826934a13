import { canonicalFace } from './canonical-face.ts';
import type { Landmark } from './face-shape.ts';
import { type Axes, nearestRotation } from './nearest-rotation.ts';

/** How much the camera is supposed to see from the top of the picture to the bottom. */
const viewDegrees = 63;
const viewHeight = 2 * Math.tan((viewDegrees * Math.PI) / 360);
/** Depth is relative to the mean of the face; the landmarks of the irises come after those of the face. */
const faceLandmarks = 468;

/** The mean face around its weighted middle, each point times its weight. */
const weightedFace = (() => {
  const total = canonicalFace.reduce((sum, { weight }) => sum + weight, 0);
  const middle = (axis: 0 | 1 | 2): number =>
    canonicalFace.reduce((sum, { weight, position }) => sum + weight * position[axis], 0) / total;
  const [x, y, z] = [middle(0), middle(1), middle(2)];
  return canonicalFace.map(({ landmark, weight, position }) => ({
    landmark,
    across: weight * (position[0] - x),
    up: weight * (position[1] - y),
    forward: weight * (position[2] - z),
  }));
})();

/**
 * Estimates where a head's own axes point from the landmarks of its mesh; `null` where they are no face.
 *
 * What MediaPipe's face geometry does, less the size and the place of the head:
 * the landmarks are put into the space before a perspective camera, and the mean
 * face is turned onto them by weighted least squares (orthogonal Procrustes
 * analysis, Schönemann 1966).
 *
 * @param width - Of the picture, in pixels, as `height` is.
 */
export function estimateHeadAxes(landmarks: readonly Landmark[], width: number, height: number): Axes | null {
  if (landmarks.length < faceLandmarks) return null;
  const viewWidth = (viewHeight * width) / height;
  let depths = 0;
  for (let index = 0; index < faceLandmarks; index++) depths += landmarks[index]?.z ?? 0;
  const meanDepth = depths / faceLandmarks;

  const [right, up, forward]: [Sum, Sum, Sum] = [
    [0, 0, 0],
    [0, 0, 0],
    [0, 0, 0],
  ];
  for (const point of weightedFace) {
    const landmark = landmarks[point.landmark];
    if (landmark === undefined) return null;
    const distance = 1 + (landmark.z - meanDepth) * viewWidth;
    const x = (landmark.x - 0.5) * viewWidth * distance;
    const y = (0.5 - landmark.y) * viewHeight * distance;
    add(right, point.across, x, y, -distance);
    add(up, point.up, x, y, -distance);
    add(forward, point.forward, x, y, -distance);
  }
  return nearestRotation({ right, up, forward });
}

type Sum = [x: number, y: number, z: number];

function add(sum: Sum, share: number, x: number, y: number, z: number): void {
  sum[0] += share * x;
  sum[1] += share * y;
  sum[2] += share * z;
}
