import { FaceLandmarker, type FilesetResolver } from '@mediapipe/tasks-vision';
import { createDelegateTrial, type Delegate } from './create-delegate-trial.ts';
import type { CopiedPicture } from './create-picture-copy.ts';
import { createPlainCanvas } from './create-plain-canvas.ts';
import type { Graphics } from './describe-graphics.ts';
import { estimateHeadAxes } from './estimate-head-axes.ts';
import type { FaceBox } from './face-observation.ts';
import { type FaceShape, readFaceShape } from './face-shape.ts';
import type { FaceSpots, Spot } from './mouth-detail.ts';
import type { Axes } from './nearest-rotation.ts';
import { type TappedFaceLandmarker, tapFaceLandmarker } from './tap-face-landmarker.ts';

/** Where MediaPipe's WebAssembly lies. */
export type VisionFileset = Awaited<ReturnType<typeof FilesetResolver.forVisionTasks>>;

/** The landmarks of one face, read. */
export interface FaceLandmarks {
  /** Holds until the next picture is read. */
  readonly blendshapes: ReadonlyMap<string, number>;
  readonly shape: FaceShape | null;
  readonly axes: Axes;
  readonly box: FaceBox;
  /** In pixels of the original, as the box. */
  readonly spots: FaceSpots;
}

/** How sure the engine must be that it sees a face; at its own 0.5 the painted face of a toy passes. */
const leastPresence = 0.6;

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
  const create = async (delegate: Delegate): Promise<TappedFaceLandmarker> =>
    tapFaceLandmarker(
      await FaceLandmarker.createFromOptions(delegate === 'CPU' ? fileset : loadedAnew(fileset), {
        baseOptions: { modelAssetBuffer: bundle.slice(), delegate },
        ...(delegate === 'CPU' ? { canvas: createPlainCanvas() } : {}),
        runningMode: 'VIDEO',
        numFaces: 1,
        minFacePresenceConfidence: leastPresence,
        outputFaceBlendshapes: true,
      }),
    );
  let current = await create('CPU');
  const trial = createDelegateTrial(graphics.kind === 'hardware');
  let candidate: TappedFaceLandmarker | null = null;
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
    read({ pixels, scale, inset }) {
      turn();
      const runner = trial.delegate === 'GPU' && candidate !== null ? candidate : current;
      const began = performance.now();
      // The graph refuses time stamps that do not grow.
      lastStamp = Math.max(lastStamp + 1, Math.round(began));
      const mesh = runner.detectForVideo(pixels, lastStamp);
      trial.measured(performance.now() - began);
      if (mesh === null) return null;
      const { landmarks, blendshapes } = mesh;
      const [width, height] = [pixels.width * scale, pixels.height * scale];
      const axes = estimateHeadAxes(landmarks, width, height);
      if (axes === null) return null;
      return {
        blendshapes,
        shape: readFaceShape(landmarks, axes.up, width, height),
        axes,
        box: boxAround(landmarks, width, height, inset),
        spots: spotsOf(landmarks, width, height, inset),
      };
    },
    close() {
      candidate?.close();
      current.close();
    },
  };
}

/** Corners of the mouth and the middle of the lips' edges; corners of the eyes. */
const spotLandmarks = {
  mouth: [61, 291, 0, 17],
  eyes: [
    [33, 133],
    [263, 362],
  ],
} as const;

function spotsOf(
  landmarks: readonly { readonly x: number; readonly y: number }[],
  width: number,
  height: number,
  inset: CopiedPicture['inset'],
): FaceSpots {
  const middle = (indices: readonly number[]): Spot => {
    const mean = (of: 'x' | 'y'): number =>
      indices.reduce((sum, index) => sum + (landmarks[index]?.[of] ?? 0), 0) / indices.length;
    return { x: mean('x') * width - inset.x, y: mean('y') * height - inset.y };
  };
  const [one, other] = spotLandmarks.eyes;
  return { mouth: middle(spotLandmarks.mouth), eyes: [middle(one), middle(other)] };
}

/**
 * MediaPipe's loader hands itself out when it is run, to all who open a task just then. Whoever opens one later in a
 * module worker finds nothing, as an address that was imported is not run again: so under another address.
 */
function loadedAnew(fileset: VisionFileset): VisionFileset {
  return { ...fileset, wasmLoaderPath: `${fileset.wasmLoaderPath}#anew` };
}

function boxAround(
  landmarks: readonly { readonly x: number; readonly y: number }[],
  width: number,
  height: number,
  inset: CopiedPicture['inset'],
): FaceBox {
  const across = width - 2 * inset.x;
  const down = height - 2 * inset.y;
  let left = Number.POSITIVE_INFINITY;
  let right = Number.NEGATIVE_INFINITY;
  let top = Number.POSITIVE_INFINITY;
  let bottom = Number.NEGATIVE_INFINITY;
  let outside = 0;
  for (const landmark of landmarks) {
    const x = landmark.x * width - inset.x;
    const y = landmark.y * height - inset.y;
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
    if (x < 0 || x > across || y < 0 || y > down) outside += 1;
  }
  return {
    x: (left + right) / 2,
    y: (top + bottom) / 2,
    width: right - left,
    height: bottom - top,
    outsideShare: outside / landmarks.length,
  };
}
