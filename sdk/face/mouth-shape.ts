import { dot, type Vector } from './vector.ts';

/** Where the corners of the mouth are, measured in distances between the eyes, whatever way the head is turned. */
export interface MouthShape {
  /** Height of the corners over the base of the nose; negative, since they lie under it. */
  readonly cornerLift: number;
  /** Distance of the corners from each other. */
  readonly width: number;
}

/** A landmark in shares of the picture, depth in shares of its width; y grows downwards, z away from the camera. */
export interface Landmark {
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

/** Landmarks of MediaPipe's face mesh that the shape rests on. */
const mesh = { leftCorner: 61, rightCorner: 291, noseBase: 2, eyes: [33, 133, 263, 362] } as const;

/**
 * Reads the shape of the mouth from the mesh; `null` where a landmark is missing or the eyes coincide.
 *
 * @param up - Where the top of the head points.
 * @param width - Of the picture, in pixels, as `height` is.
 */
export function readMouthShape(
  landmarks: readonly Landmark[],
  up: Vector,
  width: number,
  height: number,
): MouthShape | null {
  const at = (index: number): Vector | null => {
    const landmark = landmarks[index];
    return landmark === undefined ? null : [landmark.x * width, -landmark.y * height, -landmark.z * width];
  };
  const [a, b, nose] = [at(mesh.leftCorner), at(mesh.rightCorner), at(mesh.noseBase)];
  const [outerLeft, innerLeft, outerRight, innerRight] = mesh.eyes.map(at);
  if (!a || !b || !nose || !outerLeft || !innerLeft || !outerRight || !innerRight) return null;
  const apart = distance(middle(outerLeft, innerLeft), middle(outerRight, innerRight));
  const scale = apart * Math.hypot(...up);
  if (!(scale > 0)) return null;
  const corners = middle(a, b);
  return { cornerLift: (dot(up, corners) - dot(up, nose)) / scale, width: distance(a, b) / apart };
}

function middle(a: Vector, b: Vector): Vector {
  return [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2, (a[2] + b[2]) / 2];
}

function distance(a: Vector, b: Vector): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}
