import type { Canvas } from './corrupt-picture.ts';
import type { FaceObserverReply, RawFace } from './harness.ts';

/** Opens the models of the face in a worker of the bench, for what never leaves the shipped one; one picture at a time. */
export function openFaceObserver(): (picture: Canvas) => Promise<RawFace | null> {
  const worker = new Worker(new URL('./observe-face.worker.ts', import.meta.url), { type: 'module' });
  return async (picture) => {
    const image = await createImageBitmap(picture);
    const answer = new Promise<RawFace | null>((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<FaceObserverReply>) => {
        if (data.kind === 'seen') resolve(data.face);
        else reject(new Error(data.message));
      };
      worker.onerror = ({ message }) => reject(new Error(message));
    });
    worker.postMessage(image, [image]);
    return await answer;
  };
}
