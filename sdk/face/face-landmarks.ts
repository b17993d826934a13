import { FaceLandmarker, type FilesetResolver } from '@mediapipe/tasks-vision';
import { createDelegateTrial, type Delegate } from './create-delegate-trial.ts';
import type { CopiedPicture } from './create-picture-copy.ts';
import type { Graphics } from './describe-graphics.ts';
import type { FaceBox } from './face-observation.ts';
import { type MouthShape, readMouthShape } from './mouth-shape.ts';

/** Where MediaPipe's WebAssembly lies. */
export type VisionFileset = Awaited<ReturnType<typeof FilesetResolver.forVisionTasks>>;

/** The landmarks of one face, read. */
export interface FaceLandmarks {
  readonly blendshapes: ReadonlyMap<string, number>;
  readonly mouth: MouthShape | null;
  readonly transform: readonly number[];
  readonly box: FaceBox;
}

/** Follows one face; for workers only. */
export interface FaceLandmarkReader {
  /** Reads the face that it follows, or finds one; `null` where there is none. Its box is in pixels of the original. */
  read(picture: CopiedPicture): FaceLandmarks | null;
  /** On which hardware it runs at present. */
  readonly delegate: Delegate;
  close(): void;
}

/**
 * Opens MediaPipe's FaceLandmarker (0.10.35) for one face: told to expect two,
 * it searches the whole picture anew in every frame that shows but one.
 *
 * It begins on the CPU. Where WebGL is drawn by real hardware the GPU is tried
 * on live frames and kept only if it is measurably faster.
 */
export async function openFaceLandmarks(
  fileset: VisionFileset,
  bundle: Uint8Array,
  graphics: Graphics,
): Promise<FaceLandmarkReader> {
  const create = (delegate: Delegate): Promise<FaceLandmarker> =>
    FaceLandmarker.createFromOptions(fileset, {
      baseOptions: { modelAssetBuffer: bundle.slice(), delegate },
      runningMode: 'VIDEO',
      numFaces: 1,
      outputFaceBlendshapes: true,
      outputFacialTransformationMatrixes: true,
    });
  let current = await create('CPU');
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
    read({ canvas, scale }) {
      turn();
      const runner = trial.delegate === 'GPU' && candidate !== null ? candidate : current;
      const began = performance.now();
      // The graph refuses time stamps that do not grow.
      lastStamp = Math.max(lastStamp + 1, Math.round(began));
      const result = runner.detectForVideo(canvas, lastStamp);
      trial.measured(performance.now() - began);
      const [landmarks] = result.faceLandmarks;
      if (landmarks === undefined) return null;
      const [width, height] = [canvas.width * scale, canvas.height * scale];
      const transform = result.facialTransformationMatrixes[0]?.data ?? [];
      return {
        blendshapes: new Map(
          result.faceBlendshapes[0]?.categories.map(({ categoryName, score }) => [categoryName, score]),
        ),
        mouth: readMouthShape(landmarks, transform, width, height),
        transform,
        box: boxAround(landmarks, width, height),
      };
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
