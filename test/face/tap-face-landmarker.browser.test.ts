import { FaceLandmarker, FilesetResolver } from '@mediapipe/tasks-vision';
import { expect, it } from 'vitest';
import { tapFaceLandmarker } from '../../sdk/face/tap-face-landmarker.ts';
import { stillOf } from './show-pictures.ts';

async function open(): Promise<FaceLandmarker> {
  return await FaceLandmarker.createFromOptions(await FilesetResolver.forVisionTasks('/assent/vision-wasm'), {
    baseOptions: { modelAssetPath: '/assent/models/face_landmarker.task', delegate: 'CPU' },
    runningMode: 'VIDEO',
    numFaces: 1,
    outputFaceBlendshapes: true,
  });
}

it('reads to the last digit what MediaPipe itself decodes, whether there is a face or not', async () => {
  const pictures: ImageData[] = [];
  for (const atSeconds of [20, 60, 110]) {
    const still = await stillOf('franck.mp4', atSeconds);
    const pixels = still.getContext('2d')?.getImageData(0, 0, still.width, still.height);
    if (pixels !== undefined) pictures.push(pixels, new ImageData(pixels.width, pixels.height));
  }
  expect(pictures).toHaveLength(6);
  const theirs = await open();
  const tapped = tapFaceLandmarker(await open());
  for (const [index, picture] of pictures.entries()) {
    const atMilliseconds = 40 * (index + 1);
    const { faceLandmarks, faceBlendshapes } = theirs.detectForVideo(picture, atMilliseconds);
    const ours = tapped.detectForVideo(picture, atMilliseconds);
    const isFace = index % 2 === 0;
    expect(faceLandmarks).toHaveLength(Number(isFace));
    if (!isFace) expect(ours).toBeNull();
    else {
      expect(ours?.landmarks).toEqual(faceLandmarks[0]?.map(({ x, y, z }) => ({ x, y, z })));
      const coefficients = faceBlendshapes[0]?.categories ?? [];
      expect(coefficients).toHaveLength(52);
      expect([...(ours?.blendshapes ?? [])]).toEqual(
        coefficients.map(({ categoryName, score }) => [categoryName, score]),
      );
    }
  }
  theirs.close();
  tapped.close();
});
