import type { Canvas } from './corrupt-picture.ts';
import type { PeerAnswer, PeerName } from './harness.ts';

/** Asks a peer about one picture. */
export type Asker = (picture: Canvas) => Promise<PeerAnswer>;

/** Opens a peer on its WebAssembly backend, with the models of its own package. */
export function openPeer(name: PeerName): Promise<Asker> {
  return name === 'human' ? openHuman() : openFaceApi();
}

const wasmPath = (): string => `${location.origin}/tfjs-wasm/`;

async function openHuman(): Promise<Asker> {
  const { Human } = await import('@vladmandic/human');
  const human = new Human({
    backend: 'wasm',
    wasmPath: wasmPath(),
    modelBasePath: `${location.origin}/human-models/`,
    // Every picture stands alone.
    cacheSensitivity: 0,
    filter: { enabled: false },
    face: {
      enabled: true,
      detector: { maxDetected: 1, rotation: true },
      mesh: { enabled: true },
      emotion: { enabled: true, minConfidence: 0 },
      iris: { enabled: false },
      description: { enabled: false },
    },
    body: { enabled: false },
    hand: { enabled: false },
    object: { enabled: false },
    gesture: { enabled: false },
    segmentation: { enabled: false },
  });
  await human.load();
  return async (picture) => {
    const { face } = await human.detect(picture);
    const emotions = face[0]?.emotion;
    return emotions === undefined || emotions.length === 0
      ? null
      : Object.fromEntries(emotions.map(({ emotion, score }) => [emotion, score]));
  };
}

const faceApiNames: Readonly<Record<string, string>> = {
  neutral: 'neutral',
  happy: 'happy',
  sad: 'sad',
  angry: 'angry',
  fearful: 'fear',
  disgusted: 'disgust',
  surprised: 'surprise',
};

async function openFaceApi(): Promise<Asker> {
  const faceapi = await import('@vladmandic/face-api');
  const tf = faceapi.tf as unknown as {
    setWasmPaths(path: string): void;
    setBackend(name: string): Promise<boolean>;
    ready(): Promise<void>;
  };
  tf.setWasmPaths(wasmPath());
  if (!(await tf.setBackend('wasm'))) throw new Error('face-api has no WebAssembly backend here');
  await tf.ready();
  const models = `${location.origin}/face-api-models/`;
  await faceapi.nets.ssdMobilenetv1.loadFromUri(models);
  await faceapi.nets.faceLandmark68Net.loadFromUri(models);
  await faceapi.nets.faceExpressionNet.loadFromUri(models);
  return async (picture) => {
    // It knows elements of a page only.
    const canvas = document.createElement('canvas');
    canvas.width = picture.width;
    canvas.height = picture.height;
    canvas.getContext('2d')?.drawImage(picture, 0, 0);
    const found = await faceapi.detectSingleFace(canvas).withFaceLandmarks().withFaceExpressions();
    if (found === undefined) return null;
    const shares = found.expressions as unknown as Readonly<Record<string, number>>;
    return Object.fromEntries(
      Object.entries(faceApiNames).map(([theirs, ours]) => [ours, shares[theirs] ?? 0]),
    );
  };
}
