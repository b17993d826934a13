import { expect, it } from 'vitest';
import { createPixelReader } from '../../sdk/face/create-pixel-reader.ts';
import { stillOf } from './show-pictures.ts';

it('reads what getImageData would hand out, into the same memory while the size stays', async () => {
  const still = await stillOf('franck.mp4', 60);
  const { context, read } = createPixelReader();
  const { canvas } = context;
  let before: ImageData | null = null;
  for (const [width, height] of [
    [64, 64],
    [64, 64],
    [37, 51],
    [still.width, still.height],
  ] as const) {
    const stays = canvas.width === width && canvas.height === height;
    if (!stays) {
      canvas.width = width;
      canvas.height = height;
    }
    context.drawImage(still, 0, 0, width, height);
    const pixels = await read();
    expect([pixels.width, pixels.height]).toEqual([width, height]);
    expect(pixels.data).toEqual(context.getImageData(0, 0, width, height).data);
    expect(pixels === before).toBe(stays);
    before = pixels;
  }
});
