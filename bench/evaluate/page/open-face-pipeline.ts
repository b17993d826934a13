import { readFaceFrame } from '../../../sdk/face/frame-row.ts';
import type { FaceWorkerReply, FaceWorkerRequest } from '../../../sdk/face/protocol.ts';
import type { FaceFrame } from '../../../sdk/vocabulary.ts';

/** The built face worker, driven frame by frame on a clock of its own. */
export interface FacePipeline {
  /** Measures one frame; takes the image over. */
  look(image: ImageBitmap): Promise<FaceFrame>;
  /** Lets the nobody's picture pass, so that no face is followed any longer. */
  lookAway(): Promise<void>;
  /** Lets time pass. */
  skip(seconds: number): void;
}

const patienceMilliseconds = 30_000;

/** Starts `dist/face-worker.js`, the file that apps get, and waits until its model is loaded. */
export async function openFacePipeline(): Promise<FacePipeline> {
  const worker = new Worker('/dist/face-worker.js', { type: 'module' });
  const tell = (request: FaceWorkerRequest, transfer: Transferable[]): void =>
    worker.postMessage(request, transfer);
  const next = <Kind extends FaceWorkerReply['kind']>(
    kind: Kind,
    send: () => void,
  ): Promise<Extract<FaceWorkerReply, { kind: Kind }>> =>
    new Promise((resolve, reject) => {
      const done = new AbortController();
      const timer = setTimeout(
        () => end(() => reject(new Error('the face worker gave no answer'))),
        patienceMilliseconds,
      );
      const end = (settle: () => void): void => {
        clearTimeout(timer);
        done.abort();
        settle();
      };
      const { signal } = done;
      worker.addEventListener(
        'message',
        ({ data }: MessageEvent<FaceWorkerReply>) => {
          if (data.kind === kind) end(() => resolve(data as Extract<FaceWorkerReply, { kind: Kind }>));
          else if (data.kind === 'failed') end(() => reject(new Error(data.message)));
        },
        { signal },
      );
      worker.addEventListener(
        'error',
        ({ message }) => end(() => reject(new Error(`the face worker failed: ${message}`))),
        { signal },
      );
      send();
    });

  const { origin } = location;
  await next('ready', () =>
    tell(
      {
        kind: 'start',
        modelsUrl: `${origin}/models/`,
        visionWasmUrl: `${origin}/vision-wasm/`,
        maximumRateHz: 60,
        // Time stands still between frames here, so that none is ever left out.
        maxCpuShare: Number.POSITIVE_INFINITY,
      },
      [],
    ),
  );

  // Ahead of the real clock, so that no frame counts as old however long it took to get here.
  let atSeconds = (performance.timeOrigin + performance.now()) / 1000 + 1e6;
  const look = async (image: ImageBitmap): Promise<FaceFrame> => {
    const { row } = await next('measured', () => tell({ kind: 'image', image, atSeconds }, [image]));
    return readFaceFrame(row);
  };
  return {
    look,
    async lookAway() {
      const blank = new OffscreenCanvas(320, 240);
      blank.getContext('2d')?.fillRect(0, 0, 320, 240);
      await look(blank.transferToImageBitmap());
      atSeconds += 0.1;
    },
    skip(seconds) {
      atSeconds += seconds;
    },
  };
}
