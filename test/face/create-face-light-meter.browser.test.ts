import { expect, it } from 'vitest';
import { createFaceLightMeter } from '../../sdk/face/create-face-light-meter.ts';
import { blockSide, measureBlockiness } from '../../sdk/face/measure-blockiness.ts';
import { stillOf } from './show-pictures.ts';

const side = 64;
const spots = {
  mouth: { x: 150, y: 170 },
  eyes: [
    { x: 130, y: 120 },
    { x: 170, y: 120 },
  ],
} as const;

it('looks for blocks in the middle of the face, from the corner of a block on, and within the picture', async () => {
  const still = await stillOf('franck.mp4', 60);
  const context = still.getContext('2d');
  if (context === null) throw new Error('no canvas');
  const pixels = context.getImageData(0, 0, still.width, still.height);
  const picture = { pixels, scale: 1, inset: { x: 0, y: 0 } };
  const at = async (x: number, y: number) => {
    const face = { box: { x, y, width: 100, height: 120, outsideShare: 0 }, spots };
    return (await createFaceLightMeter().read(picture, face, 0, 1))?.blockiness;
  };
  const cut = (left: number, top: number, width: number, height: number) =>
    measureBlockiness(context.getImageData(left, top, width, height).data, width);

  expect(await at(157, 141)).toBe(cut(15 * blockSide, 13 * blockSide, side, side));
  expect(await at(0, 0)).toBe(cut(0, 0, side, side));
  const corner = [still.width - side, still.height - side].map(
    (most) => blockSide * Math.floor(most / blockSide),
  );
  const [left = 0, top = 0] = corner;
  expect(await at(still.width, still.height)).toBe(
    cut(left, top, Math.min(side, still.width - left), Math.min(side, still.height - top)),
  );
});
