import { FaceDetector } from '@mediapipe/tasks-vision';
import { unzipSync } from 'fflate';
import { AssentError } from '../errors.ts';
import { countApart } from './count-apart.ts';
import { createPlainCanvas } from './create-plain-canvas.ts';
import type { VisionFileset } from './face-landmarks.ts';

/** What a look at the whole picture showed. */
export interface FaceCount {
  readonly faces: number;
  /** How sure the detector is of the surest face, 0 to 1; 0 without one. */
  readonly confidence: number;
}

/** Counts the faces of a picture; for workers only. */
export interface FaceCounter {
  count(pixels: ImageData): FaceCount;
  close(): void;
}

const detectorFile = 'face_detector.tflite';

/**
 * Opens the detector that the landmark model's bundle carries, by itself: it
 * tells at a third of the price of the landmarks whether anybody else is in view.
 *
 * @param bundle - The landmark model as it was verified.
 * @throws AssentError `model-corrupt` if the bundle holds no detector.
 */
export async function openFaceCounter(fileset: VisionFileset, bundle: Uint8Array): Promise<FaceCounter> {
  const detector = unzipSync(bundle, { filter: ({ name }) => name === detectorFile })[detectorFile];
  if (detector === undefined) {
    throw new AssentError('model-corrupt', `The face model holds no ${detectorFile}.`);
  }
  const task = await FaceDetector.createFromOptions(fileset, {
    baseOptions: { modelAssetBuffer: detector, delegate: 'CPU' },
    canvas: createPlainCanvas(),
    runningMode: 'IMAGE',
  });
  return {
    count(pixels) {
      const { detections } = task.detect(pixels);
      const boxes = detections.flatMap(({ boundingBox }) => boundingBox ?? []);
      const scores = detections.map(({ categories }) => categories[0]?.score ?? 0);
      return { faces: countApart(boxes), confidence: Math.max(0, ...scores) };
    },
    close: () => task.close(),
  };
}
