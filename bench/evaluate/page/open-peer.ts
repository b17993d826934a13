import type { Canvas } from './corrupt-picture.ts';
import type { PeerAnswer, PeerName } from './harness.ts';

/** Asks a peer about one picture. */
export type Asker = (picture: Canvas) => Promise<PeerAnswer>;

/** Opens a peer on its WebAssembly backend, with the models of its own package. */
export function openPeer(name: PeerName): Promise<Asker> {
  return name === 'human' ? openHuman() : openFaceApi();
}

/** Margins in which a picture is shown again where no face is found, in shares of its sides: detectors want surroundings. */
const margins = [0, 0.5, 1] as const;

/** Asks with as little of a margin as will do: Assent's own search widens pictures that a face fills as well. */
async function askWidening(
  picture: Canvas,
  ask: (canvas: HTMLCanvasElement) => Promise<PeerAnswer>,
): Promise<PeerAnswer> {
  for (const margin of margins) {
    // face-api knows elements of a page only.
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(picture.width * (1 + 2 * margin));
    canvas.height = Math.round(picture.height * (1 + 2 * margin));
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('no canvas');
    if (margin > 0) {
      context.fillStyle = '#808080';
      context.fillRect(0, 0, canvas.width, canvas.height);
    }
    context.drawImage(picture, Math.round(picture.width * margin), Math.round(picture.height * margin));
    const answer = await ask(canvas);
    if (answer !== null) return answer;
  }
  return null;
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
  return (picture) =>
    askWidening(picture, async (canvas) => {
      const { face } = await human.detect(canvas);
      const emotions = face[0]?.emotion;
      return emotions === undefined || emotions.length === 0
        ? null
        : Object.fromEntries(emotions.map(({ emotion, score }) => [emotion, score]));
    });
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
  return (picture) =>
    askWidening(picture, async (canvas) => {
      const found = await faceapi.detectSingleFace(canvas).withFaceLandmarks().withFaceExpressions();
      if (found === undefined) return null;
      const shares = found.expressions as unknown as Readonly<Record<string, number>>;
      return Object.fromEntries(
        Object.entries(faceApiNames).map(([theirs, ours]) => [ours, shares[theirs] ?? 0]),
      );
    });
}
