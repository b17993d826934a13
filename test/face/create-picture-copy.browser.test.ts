import { describe, expect, it } from 'vitest';
import { createPictureCopy, largestSide } from '../../sdk/face/create-picture-copy.ts';

const [width, height] = [64, 48];

/** A slope of light with colour, as cameras deliver it. */
function cameraFrame(across = width, down = height): VideoFrame {
  const size = across * down;
  const planes = new Uint8Array((size * 3) / 2);
  for (let at = 0; at < size; at++)
    planes[at] = 16 + (((at % across) + Math.floor(at / across)) * 224) / (across + down);
  planes.fill(90, size, (size * 5) / 4);
  planes.fill(160, (size * 5) / 4);
  return new VideoFrame(planes, { format: 'I420', codedWidth: across, codedHeight: down, timestamp: 0 });
}

async function painted(style: string, across = width, down = height): Promise<ImageBitmap> {
  const canvas = new OffscreenCanvas(across, down);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no canvas');
  context.fillStyle = style;
  context.fillRect(0, 0, across / 2, down);
  return canvas.transferToImageBitmap();
}

const pixelAt = ({ data, width: across }: ImageData, x: number, y: number): readonly number[] => [
  ...data.subarray(4 * (y * across + x), 4 * (y * across + x) + 4),
];

describe('createPictureCopy', () => {
  it('copies a camera’s frame as a canvas would draw it', async () => {
    const frame = cameraFrame();
    const { pixels, scale, inset } = await createPictureCopy().take(frame);
    const context = new OffscreenCanvas(width, height).getContext('2d');
    context?.drawImage(frame, 0, 0);
    frame.close();
    expect({ scale, inset }).toEqual({ scale: 1, inset: { x: 0, y: 0 } });
    expect(pixels.data).toEqual(context?.getImageData(0, 0, width, height).data);
  });

  it('halves the frame of a larger camera as a canvas would draw it, in memory that it keeps', async () => {
    const copy = createPictureCopy();
    const frame = cameraFrame(1280, 720);
    const { pixels, scale, inset } = await copy.take(frame);
    const context = new OffscreenCanvas(640, 360).getContext('2d');
    context?.drawImage(frame, 0, 0, 640, 360);
    const drawn = context?.getImageData(0, 0, 640, 360).data ?? [];
    expect({ scale, inset }).toEqual({ scale: 2, inset: { x: 0, y: 0 } });
    expect([pixels.width, pixels.height]).toEqual([640, 360]);
    expect(pixels.data.every((value, index) => Math.abs(value - (drawn[index] ?? 0)) <= 2)).toBe(true);
    expect((await copy.take(frame)).pixels).toBe(pixels);
    frame.close();
  });

  it('keeps its memory from one frame of a camera to the next', async () => {
    const copy = createPictureCopy();
    const [one, other] = [cameraFrame(), cameraFrame()];
    const first = (await copy.take(one)).pixels;
    expect((await copy.take(other)).pixels).toBe(first);
    one.close();
    other.close();
  });

  it('shows nothing of the picture before through a transparent one', async () => {
    const copy = createPictureCopy();
    await copy.take(await painted('#ffffff'));
    const { pixels } = await copy.take(await painted('#00ff0000'));
    expect(pixelAt(pixels, 10, 10)).toEqual([0, 0, 0, 255]);
  });

  it('brings large pictures down, and says by how much', async () => {
    const copy = createPictureCopy();
    const { pixels, scale } = await copy.take(await painted('#ff0000', 4 * largestSide, 2 * largestSide));
    expect([pixels.width, pixels.height, scale]).toEqual([largestSide, largestSide / 2, 4]);
    expect(pixelAt(pixels, 10, 10)).toEqual([255, 0, 0, 255]);
    expect(pixelAt(pixels, largestSide - 10, 10)).toEqual([0, 0, 0, 255]);
  });

  it('shows a part of a frame as it is meant to be seen', async () => {
    const frame = cameraFrame();
    const part = new VideoFrame(frame, { visibleRect: { x: 32, y: 0, width: 32, height: 48 }, timestamp: 0 });
    const wide = new VideoFrame(frame, { displayWidth: 96, displayHeight: 48, timestamp: 0 });
    const copy = createPictureCopy();
    const whole = (await copy.take(frame)).pixels.data.slice();
    const seen = (await copy.take(part)).pixels;
    expect([seen.width, seen.height]).toEqual([32, 48]);
    expect(pixelAt(seen, 0, 0)).toEqual([...whole.subarray(4 * 32, 4 * 33)]);
    const stretched = (await copy.take(wide)).pixels;
    expect([stretched.width, stretched.height]).toEqual([96, 48]);
    for (const each of [frame, part, wide]) each.close();
  });
});
