import { FaceLandmarker, FilesetResolver } from '@mediapipe/tasks-vision';
import { describe, expect, it, vi } from 'vitest';
import { createPlainCanvas } from '../../sdk/face/create-plain-canvas.ts';
import { playClip } from './play-clip.ts';

describe('createPlainCanvas', () => {
  it('shows MediaPipe the very pixels that it reads through WebGL, without WebGL', async () => {
    const clip = await playClip('franck.mp4', 110);
    const pictures: ImageData[] = [];
    const context = new OffscreenCanvas(352, 288).getContext('2d', { willReadFrequently: true });
    for (let count = 0; count < 3; count++) {
      context?.drawImage(clip.video, 0, 0, 352, 288);
      const picture = context?.getImageData(0, 0, 352, 288);
      if (picture !== undefined) pictures.push(picture);
      await new Promise((resolve) => setTimeout(resolve, 80));
    }
    clip.stop();

    const read = async (canvas?: OffscreenCanvas): Promise<unknown> => {
      const landmarker = await FaceLandmarker.createFromOptions(
        await FilesetResolver.forVisionTasks('/assent/vision-wasm'),
        {
          baseOptions: { modelAssetPath: '/assent/models/face_landmarker.task', delegate: 'CPU' },
          ...(canvas === undefined ? {} : { canvas }),
          runningMode: 'VIDEO',
          outputFaceBlendshapes: true,
        },
      );
      const results = pictures.map((picture, index) => landmarker.detectForVideo(picture, 40 * (index + 1)));
      landmarker.close();
      return results.map(({ faceLandmarks, faceBlendshapes }) => [faceLandmarks, faceBlendshapes]);
    };
    const { prototype } = WebGL2RenderingContext;
    const asked = (['texImage2D', 'readPixels', 'bindTexture', 'fenceSync'] as const).map((name) =>
      vi.spyOn(prototype, name),
    );
    const through = await read();
    for (const call of asked) {
      expect(call).toHaveBeenCalled();
      call.mockClear();
    }
    expect(pictures).toHaveLength(3);
    expect(JSON.stringify(through)).toContain('mouthSmileLeft');
    expect(await read(createPlainCanvas())).toEqual(through);
    for (const call of asked) {
      expect(call).not.toHaveBeenCalled();
      call.mockRestore();
    }
  });
});
