import { dot, type Vector } from './vector.ts';

/**
 * A few distances of a face, each in distances between the eyes, the same whatever way the head is turned and on either
 * side of a mirror. Heights are along the head.
 */
export interface FaceShape {
  /** Height of the corners of the mouth over the base of the nose; negative, since they lie under it. */
  readonly cornerLift: number;
  /** Height of the corners of the mouth over the inner edge of the upper lip; negative where the lips bend down. */
  readonly cornerCurve: number;
  /** Distance of the corners of the mouth from each other. */
  readonly mouthWidth: number;
  /** Distance of the lips' outer edges from each other. */
  readonly mouthHeight: number;
  /** Height of the wings of the nose over its base: wrinkling lifts them. */
  readonly nostrilLift: number;
  /** Distance of the brows' inner ends from each other. */
  readonly browGap: number;
  /** Height of the upper lids over the corners of the eyes. */
  readonly lidLift: number;
}

/** A face at rest: for pictures whose mesh is missing. */
export const restingShape: FaceShape = {
  cornerLift: -0.4,
  cornerCurve: -0.03,
  mouthWidth: 0.8,
  mouthHeight: 0.34,
  nostrilLift: 0.14,
  browGap: 0.48,
  lidLift: 0.1,
};

/** A landmark in shares of the picture, depth in shares of its width; y grows downwards, z away from the camera. */
export interface Landmark {
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

/** Landmarks of MediaPipe's face mesh that the shape rests on. */
const mesh = {
  eyes: [
    [33, 133],
    [263, 362],
  ],
  lids: [159, 386],
  brows: [107, 336],
  nostrils: [48, 278],
  noseBase: [2],
  corners: [61, 291],
  lips: [0, 17],
  upperLipInside: [13],
} as const;

/** The highest landmark that is read. */
const lastLandmark = Math.max(...Object.values(mesh).flat(2));

/**
 * Reads the shape of a face from the mesh; `null` where a landmark is missing or the eyes coincide.
 *
 * @param up - Where the top of the head points.
 * @param width - Of the picture, in pixels, as `height` is.
 */
export function readFaceShape(
  landmarks: readonly Landmark[],
  up: Vector,
  width: number,
  height: number,
): FaceShape | null {
  if (landmarks.length <= lastLandmark) return null;
  const at = (index: number): Vector => {
    const { x = 0, y = 0, z = 0 } = landmarks[index] ?? {};
    return [x * width, -y * height, -z * width];
  };
  const middle = (indices: readonly number[]): Vector => {
    const mean = (axis: 0 | 1 | 2): number =>
      indices.reduce((sum, index) => sum + at(index)[axis], 0) / indices.length;
    return [mean(0), mean(1), mean(2)];
  };
  const [oneEye, otherEye] = mesh.eyes;
  const apart = distance(middle(oneEye), middle(otherEye));
  const scale = apart * Math.hypot(...up);
  if (!(scale > 0)) return null;
  const between = ([a, b]: readonly [number, number]): number => distance(at(a), at(b)) / apart;
  const over = (upper: readonly number[], lower: readonly number[]): number =>
    (dot(up, middle(upper)) - dot(up, middle(lower))) / scale;
  return {
    cornerLift: over(mesh.corners, mesh.noseBase),
    cornerCurve: over(mesh.corners, mesh.upperLipInside),
    mouthWidth: between(mesh.corners),
    mouthHeight: between(mesh.lips),
    nostrilLift: over(mesh.nostrils, mesh.noseBase),
    browGap: between(mesh.brows),
    lidLift: over(mesh.lids, mesh.eyes.flat()),
  };
}

function distance(a: Vector, b: Vector): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}
