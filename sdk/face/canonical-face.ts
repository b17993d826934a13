import type { Vector } from './vector.ts';

/** A point of the mean face by which the turn of a head is found. */
export interface CanonicalPoint {
  /** Its place among the landmarks of the mesh. */
  readonly landmark: number;
  readonly weight: number;
  /** About in centimetres; x to the right of the picture, y up, z to the camera. */
  readonly position: Vector;
}

/** Landmark, weight, y, z of the points in the middle of the face. */
const middle = [
  [4, 0.07091, -0.4632, 7.5866],
  [6, 0.0321, 2.4733, 5.7886],
  [10, 0.008447, 8.2618, 4.4815],
] as const;

/** Both landmarks, weight, x, y, z of the points that the face has on either side; the first has -x. */
const pairs = [
  [33, 263, 0.058724, 4.4459, 2.664, 3.1734],
  [54, 284, 0.007667, 6.2793, 6.6154, 1.4259],
  [67, 297, 0.009078, 3.524, 8.006, 3.7292],
  [117, 346, 0.009792, 5.2587, 0.9458, 2.9743],
  [119, 348, 0.014565, 3.3007, 0.8616, 3.8728],
  [121, 350, 0.018591, 1.8207, 1.468, 4.2241],
  [127, 356, 0.005198, 7.7431, 2.365, -2.0052],
  [129, 358, 0.120625, 1.7858, -0.9783, 4.8505],
  [132, 361, 0.00556, 7.2709, -2.8909, -2.2525],
  [133, 362, 0.053286, 1.8564, 2.5852, 3.7579],
  [136, 365, 0.06689, 5.0853, -7.1786, 0.7147],
  [143, 372, 0.014817, 6.4076, 2.236, 1.5608],
  [147, 376, 0.014263, 6.2349, -1.9444, 1.6635],
  [198, 420, 0.025462, 1.2468, 0.2303, 5.681],
  [205, 425, 0.047252, 3.8329, -1.5373, 4.1377],
] as const;

/**
 * MediaPipe's canonical face, those points that its face geometry weighs.
 *
 * Copyright The MediaPipe Authors, Apache-2.0: rounded from
 * `geometry_pipeline_metadata_landmarks.binarypb` inside `face_landmarker.task`.
 */
export const canonicalFace: readonly CanonicalPoint[] = [
  ...middle.map(([landmark, weight, y, z]) => ({ landmark, weight, position: [0, y, z] as const })),
  ...pairs.flatMap(([left, right, weight, x, y, z]) => [
    { landmark: left, weight, position: [-x, y, z] as const },
    { landmark: right, weight, position: [x, y, z] as const },
  ]),
];
