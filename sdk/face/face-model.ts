import { FilesetResolver } from '@mediapipe/tasks-vision';
import { AssentError } from '../errors.ts';
import { faceLandmarkerModel } from '../models/face-landmarker-model.ts';
import { loadModel } from '../models/load-model.ts';
import { modelUrl } from '../models/model-url.ts';
import type { CopiedPicture } from './create-picture-copy.ts';
import { createWideFrame } from './create-wide-frame.ts';
import type { Graphics } from './describe-graphics.ts';
import { type FaceLandmarks, openFaceLandmarks } from './face-landmarks.ts';
import { isModuleWorker } from './is-module-worker.ts';
import { type FaceCount, openFaceCounter } from './open-face-counter.ts';

/** What one picture shows. */
export interface FaceSighting {
  /** How many faces are in view, as far as was looked. */
  readonly faces: number;
  /** The only face; `null` where there is none, or more than one, or it was only searched for. */
  readonly face: FaceLandmarks | null;
  /** How sure the detector was of a face when it last looked, 0 to 1. */
  readonly confidence: number;
}

/** The models of the face, loaded and running; for workers only. */
export interface FaceModel {
  /**
   * Looks at one picture; the thread is busy meanwhile.
   *
   * @param countEverySeconds - How often the whole picture is searched for other faces.
   */
  look(picture: CopiedPicture, countEverySeconds: number): Promise<FaceSighting>;
  /** Only searches the whole picture for faces, which costs a third; none is followed any longer. */
  search(picture: CopiedPicture): Promise<FaceSighting>;
  close(): void;
}

/**
 * Loads the landmark model, checked against the manifest, and the detector that it carries.
 *
 * The landmarks follow one face; the detector looks for others now and then,
 * and in every picture while no single face is followed. What it does not find
 * it looks for in a wide frame: a face may fill the picture.
 *
 * @throws AssentError `unsupported` without WebGL 2, or what `loadModel` throws, or `worker-failed`.
 */
export async function openFaceModel(
  urls: { readonly modelsUrl: string; readonly visionWasmUrl: string },
  graphics: Graphics,
  signal: AbortSignal,
): Promise<FaceModel> {
  if (graphics.kind === 'none') {
    throw new AssentError(
      'unsupported',
      'Measuring the face needs WebGL 2, which this browser does not offer here.',
    );
  }
  const [bundle, fileset] = await Promise.all([
    loadModel(faceLandmarkerModel, modelUrl(urls.modelsUrl, faceLandmarkerModel.file), signal),
    FilesetResolver.forVisionTasks(urls.visionWasmUrl.replace(/\/+$/, ''), isModuleWorker()),
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
  const frame = createWideFrame();
  let counted: (FaceCount & { readonly atMilliseconds: number }) | null = null;
  let hadFace = false;
  let isWide = false;

  const count = async (picture: CopiedPicture): Promise<FaceCount> => {
    const found = counter.count(picture.pixels);
    if (found.faces > 0) isWide = false;
    else if (isWide || !hadFace) {
      const farther = counter.count((await frame.around(picture)).pixels);
      // A face that is followed in the wide frame goes on being followed there.
      isWide = farther.faces > 0 || hadFace;
      if (farther.faces > 0) return farther;
    }
    return found;
  };

  return {
    async look(picture, countEverySeconds) {
      const now = performance.now();
      if (counted === null || !hadFace || now - counted.atMilliseconds >= countEverySeconds * 1000) {
        counted = { ...(await count(picture)), atMilliseconds: now };
      }
      const { faces, confidence } = counted;
      const alone = faces === 1 || (faces === 0 && hadFace);
      // A face that the detector lost may still be followed: half covered, or turned away.
      const face = alone ? landmarks.read(isWide ? await frame.around(picture) : picture) : null;
      hadFace = face !== null;
      return { faces: alone ? Number(hadFace) : faces, face, confidence };
    },
    async search(picture) {
      hadFace = false;
      return { ...(await count(picture)), face: null };
    },
    close() {
      landmarks.close();
      counter.close();
    },
  };
}
