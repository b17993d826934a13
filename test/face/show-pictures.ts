import { readFaceFrame } from '../../sdk/face/frame-row.ts';
import type { FaceWorkerReply, FaceWorkerRequest } from '../../sdk/face/protocol.ts';
import type { FaceFrame } from '../../sdk/vocabulary.ts';

/** The face worker on a clock of the test's own: what it measures does not depend on how busy the machine is. */
export interface FaceShow {
  /** Shows one picture, then lets so many seconds pass. */
  show(picture: OffscreenCanvas, thenSeconds: number): Promise<FaceFrame>;
  close(): void;
}

/** Starts the worker that apps get and waits until its model is loaded; unless told it has all the time that there is. */
export async function openFaceShow(maxCpuShare: number = Number.POSITIVE_INFINITY): Promise<FaceShow> {
  const worker = new Worker(new URL('../../sdk/face/worker.ts', import.meta.url), { type: 'module' });
  const answer = <Kind extends FaceWorkerReply['kind']>(
    kind: Kind,
  ): Promise<Extract<FaceWorkerReply, { kind: Kind }>> =>
    new Promise((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<FaceWorkerReply>) => {
        if (data.kind === kind) resolve(data as Extract<FaceWorkerReply, { kind: Kind }>);
        else if (data.kind === 'failed') reject(new Error(data.message));
      };
      worker.onerror = ({ message }) => reject(new Error(message));
    });
  const tell = (request: FaceWorkerRequest, transfer: Transferable[]): void =>
    worker.postMessage(request, transfer);
  const { origin } = location;
  const ready = answer('ready');
  tell(
    {
      kind: 'start',
      modelsUrl: `${origin}/assent/models/`,
      visionWasmUrl: `${origin}/assent/vision-wasm/`,
      maximumRateHz: 60,
      maxCpuShare,
    },
    [],
  );
  await ready;
  // Ahead of the real clock, so that no picture counts as old.
  let atSeconds = Date.now() / 1000 + 1e6;
  return {
    async show(picture, thenSeconds) {
      const image = await createImageBitmap(picture);
      const measured = answer('measured');
      tell({ kind: 'image', image, atSeconds }, [image]);
      const { row } = await measured;
      atSeconds += thenSeconds;
      return readFaceFrame(row);
    },
    close: () => worker.terminate(),
  };
}

/** The picture that a clip of `/assent/media` shows at a moment. */
export async function stillOf(file: string, atSeconds: number): Promise<OffscreenCanvas> {
  const response = await fetch(`/assent/media/${file}`);
  if (!response.ok) throw new Error(`${file} is missing: ${response.status}`);
  const url = URL.createObjectURL(await response.blob());
  const video = document.createElement('video');
  video.muted = true;
  try {
    await new Promise((resolve, reject) => {
      video.onseeked = resolve;
      video.onerror = () => reject(new Error(`${file} does not play: ${video.error?.message}`));
      video.src = url;
      video.currentTime = atSeconds;
    });
    const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
    const context = canvas.getContext('2d');
    // On a busy machine the picture comes a little after the word of it.
    while (context?.getImageData(0, 0, 1, 1).data[3] === 0) {
      context.drawImage(video, 0, 0);
      await new Promise(requestAnimationFrame);
    }
    return canvas;
  } finally {
    URL.revokeObjectURL(url);
  }
}
