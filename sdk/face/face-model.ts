import { FilesetResolver } from '@mediapipe/tasks-vision';
import { AssentError } from '../errors.ts';
import { faceLandmarkerModel } from '../models/face-landmarker-model.ts';
import { loadModel } from '../models/load-model.ts';
import { modelUrl } from '../models/model-url.ts';
import { createPictureCopy, sizeOf } from './create-picture-copy.ts';
import { describeGraphics } from './describe-graphics.ts';
import { type FaceLandmarks, openFaceLandmarks } from './face-landmarks.ts';
import { type FaceCount, openFaceCounter } from './open-face-counter.ts';

/** What one picture shows. */
export interface FaceSighting {
  /** How many faces are in view, as far as was looked. */
  readonly faces: number;
  /** The only face; `null` where there is none, or more than one. */
  readonly face: FaceLandmarks | null;
  /** How sure the detector was of a face when it last looked, 0 to 1; `null` before it did. */
  readonly confidence: number | null;
}

/** The models of the face, loaded and running; for workers only. */
export interface FaceModel {
  /**
   * Looks at one picture; the thread is busy meanwhile. The picture stays the caller's.
   *
   * @param countEverySeconds - How often the whole picture is searched for other faces.
   */
  look(image: VideoFrame | ImageBitmap, countEverySeconds: number): FaceSighting;
  close(): void;
}

/**
 * Loads the landmark model, checked against the manifest, and the detector that it carries.
 *
 * The landmarks follow one face; the detector looks for others now and then,
 * at once when a face appears, and in every picture while there are several.
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
  const [bundle, fileset] = await Promise.all([
    loadModel(faceLandmarkerModel, modelUrl(urls.modelsUrl, faceLandmarkerModel.file), signal),
    FilesetResolver.forVisionTasks(urls.visionWasmUrl.replace(/\/+$/, ''), true),
  ]);
  const [landmarks, counter] = await Promise.all([
    openFaceLandmarks(fileset, bundle, graphics),
    openFaceCounter(fileset, bundle),
  ]).catch((cause: unknown) => {
    if (cause instanceof AssentError) throw cause;
    throw new AssentError('worker-failed', `The face model could not be started: ${String(cause)}`, {
      cause,
    });
  });
  const copy = createPictureCopy(graphics);
  let counted: (FaceCount & { readonly atMilliseconds: number }) | null = null;
  let hadFace = false;

  return {
    look(image, countEverySeconds) {
      const picture = copy.of(image);
      const now = performance.now();
      const several = counted !== null && counted.faces > 1;
      const due = counted === null || now - counted.atMilliseconds >= countEverySeconds * 1000;
      if (due || several || !hadFace) counted = { ...counter.count(picture), atMilliseconds: now };
      if (counted !== null && counted.faces > 1) {
        hadFace = false;
        return { faces: counted.faces, face: null, confidence: counted.confidence };
      }
      const face = landmarks.read(picture, sizeOf(image));
      hadFace = face !== null;
      return { faces: face === null ? 0 : 1, face, confidence: counted?.confidence ?? null };
    },
    close() {
      landmarks.close();
      counter.close();
    },
  };
}
