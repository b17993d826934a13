import { FilesetResolver } from '@mediapipe/tasks-vision';
import type { Delegate } from '../../sdk/face/create-delegate-trial.ts';
import { openFaceLandmarks } from '../../sdk/face/face-landmarks.ts';

/** The graphics card is tried after 20 pictures; it takes some seconds to open. */
const longestMilliseconds = 30_000;

/** Reads a picture again and again, as where there is a graphics card, until that has read it; tells what did each time. */
async function readOften(pixels: ImageData): Promise<readonly (Delegate | 'no face')[]> {
  const [fileset, model] = await Promise.all([
    FilesetResolver.forVisionTasks('/assent/vision-wasm', true),
    fetch('/assent/models/face_landmarker.task').then((response) => response.arrayBuffer()),
  ]);
  const reader = await openFaceLandmarks(fileset, new Uint8Array(model), {
    kind: 'hardware',
    renderer: 'any',
  });
  const runners: (Delegate | 'no face')[] = [];
  const end = performance.now() + longestMilliseconds;
  while (!runners.includes('GPU') && performance.now() < end) {
    const read = reader.read({ pixels, scale: 1, inset: { x: 0, y: 0 } });
    runners.push(read === null ? 'no face' : reader.delegate);
    // The other one is opened meanwhile.
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  reader.close();
  return runners;
}

addEventListener('message', async ({ data }: MessageEvent<{ readonly pixels: ImageData }>) => {
  postMessage(await readOften(data.pixels));
});
