import { FaceLandmarker, FilesetResolver } from '@mediapipe/tasks-vision';
import { AssentError } from '../errors.ts';
import { faceLandmarkerModel } from '../models/face-landmarker-model.ts';
import { loadModel } from '../models/load-model.ts';
import { modelUrl } from '../models/model-url.ts';
import { createDelegateTrial, type Delegate } from './create-delegate-trial.ts';
import { describeGraphics } from './describe-graphics.ts';
import type { FaceBox } from './face-observation.ts';
import { type MouthShape, readMouthShape } from './mouth-shape.ts';

/** One face in a picture. */
export interface DetectedFace {
  readonly blendshapes: ReadonlyMap<string, number>;
  readonly mouth: MouthShape | null;
  readonly transform: readonly number[];
  readonly box: FaceBox;
}

/** The landmark model, loaded and running; for workers only. */
export interface FaceModel {
  /** Finds up to two faces; the thread is busy meanwhile. The picture stays the caller's. */
  detect(image: VideoFrame | ImageBitmap): readonly DetectedFace[];
  /** On which hardware it runs at present. */
  readonly delegate: Delegate;
  close(): void;
}

/**
 * Loads MediaPipe's FaceLandmarker (0.10.35) and its model, checked against the manifest.
 *
 * It begins on the CPU. Where WebGL is drawn by real hardware the GPU is tried
 * on live frames and kept only if it is measurably faster.
 *
 * @throws AssentError `unsupported` without WebGL 2, or what `loadModel` throws, or `worker-failed`.
 */
export async function openFaceModel(
  urls: { readonly modelsUrl: string; readonly visionWasmUrl: string },
  signal: AbortSignal,
): Promise<FaceModel> {
  const graphics = describeGraphics();
  if (graphics.kind === 'none') {
    throw new AssentError(
      'unsupported',
      'Measuring the face needs WebGL 2, which this browser does not offer here.',
    );
  }
  const [modelAssetBuffer, fileset] = await Promise.all([
    loadModel(faceLandmarkerModel, modelUrl(urls.modelsUrl, faceLandmarkerModel.file), signal),
    FilesetResolver.forVisionTasks(urls.visionWasmUrl.replace(/\/+$/, ''), true),
  ]);
  const create = (delegate: Delegate): Promise<FaceLandmarker> =>
    FaceLandmarker.createFromOptions(fileset, {
      baseOptions: { modelAssetBuffer: modelAssetBuffer.slice(), delegate },
      runningMode: 'VIDEO',
      numFaces: 2,
      outputFaceBlendshapes: true,
      outputFacialTransformationMatrixes: true,
    });

  let current = await create('CPU').catch((cause: unknown) => {
    throw new AssentError('worker-failed', `The face model could not be started: ${String(cause)}`, {
      cause,
    });
  });
  const trial = createDelegateTrial(graphics.kind === 'hardware');
  let candidate: FaceLandmarker | null = null;
  let lastStamp = 0;

  const turn = (): void => {
    const step = trial.next();
    if (step === 'open-gpu') {
      create('GPU').then(
        (landmarker) => {
          candidate = landmarker;
          trial.opened();
        },
        () => trial.failed(),
      );
    } else if (step !== 'go-on' && candidate !== null) {
      const loser = step === 'keep-gpu' ? current : candidate;
      if (step === 'keep-gpu') current = candidate;
      candidate = null;
      loser.close();
    }
  };

  return {
    get delegate() {
      return trial.delegate;
    },
    detect(image) {
      turn();
      const runner = trial.delegate === 'GPU' && candidate !== null ? candidate : current;
      const began = performance.now();
      // The graph refuses time stamps that do not grow.
      lastStamp = Math.max(lastStamp + 1, Math.round(began));
      const result = runner.detectForVideo(image, lastStamp);
      trial.measured(performance.now() - began);
      const width = 'displayWidth' in image ? image.displayWidth : image.width;
      const height = 'displayHeight' in image ? image.displayHeight : image.height;
      return result.faceLandmarks.map((landmarks, index) => {
        const transform = result.facialTransformationMatrixes[index]?.data ?? [];
        return {
          blendshapes: new Map(
            result.faceBlendshapes[index]?.categories.map(({ categoryName, score }) => [categoryName, score]),
          ),
          mouth: readMouthShape(landmarks, transform, width, height),
          transform,
          box: boxAround(landmarks, width, height),
        };
      });
    },
    close() {
      candidate?.close();
      current.close();
    },
  };
}

function boxAround(
  landmarks: readonly { readonly x: number; readonly y: number }[],
  width: number,
  height: number,
): FaceBox {
  let [left, right, top, bottom, outside] = [1, 0, 1, 0, 0];
  for (const { x, y } of landmarks) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
    if (x < 0 || x > 1 || y < 0 || y > 1) outside += 1;
  }
  return {
    x: ((left + right) / 2) * width,
    y: ((top + bottom) / 2) * height,
    width: Math.max(0, right - left) * width,
    height: Math.max(0, bottom - top) * height,
    outsideShare: landmarks.length === 0 ? 0 : outside / landmarks.length,
  };
}
