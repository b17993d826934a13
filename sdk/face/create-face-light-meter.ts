import type { CopiedPicture } from './create-picture-copy.ts';
import { createPictureView } from './create-picture-view.ts';
import { createPixelReader } from './create-pixel-reader.ts';
import { createLightMemory, measureFaceLight } from './face-light.ts';
import type { FaceBox, FaceLight } from './face-observation.ts';
import { blockSide, measureBlockiness } from './measure-blockiness.ts';
import type { FaceSpots, Spot } from './mouth-detail.ts';

/** Looks at light and focus of the face; for workers. */
export interface FaceLightMeter {
  /** The newest reading; taken anew only every so many seconds, for light changes slowly and pixels cost. */
  read(
    picture: CopiedPicture,
    face: { readonly box: FaceBox; readonly spots: FaceSpots },
    nowSeconds: number,
    everySeconds: number,
  ): Promise<FaceLight | null>;
}

const side = 64;

/** Opens a meter with a small canvas of its own. */
export function createFaceLightMeter(): FaceLightMeter {
  const { context, read: readPixels } = createPixelReader();
  context.canvas.width = side;
  context.canvas.height = side;
  const view = createPictureView();
  const memory = createLightMemory(side * side);
  const part = new Uint8ClampedArray(4 * side * side);
  let last: { readonly atSeconds: number; readonly light: FaceLight } | null = null;
  return {
    async read(picture, { box: whole, spots }, nowSeconds, everySeconds) {
      const { pixels, scale } = picture;
      const box = inView(whole, pixels.width * scale, pixels.height * scale);
      if (box === null) return null;
      if (last !== null && nowSeconds - last.atSeconds < everySeconds) return last.light;
      context.drawImage(
        view.of(picture),
        (box.x - box.width / 2) / scale,
        (box.y - box.height / 2) / scale,
        box.width / scale,
        box.height / scale,
        0,
        0,
        side,
        side,
      );
      const here = {
        mouth: within(box, spots.mouth),
        eyes: [within(box, spots.eyes[0]), within(box, spots.eyes[1])],
      } as const;
      const light = measureFaceLight((await readPixels()).data, side, here, memory);
      last = {
        atSeconds: nowSeconds,
        light: { ...light, blockiness: scale === 1 ? readBlockiness(pixels, box, part) : 1 },
      };
      return last.light;
    },
  };
}

/** Of a part of the face at its own size; a picture that was brought down lost its blocks on the way. */
function readBlockiness(pixels: ImageData, { x, y }: FaceBox, into: Uint8ClampedArray): number {
  const from = (middle: number, size: number): number =>
    blockSide * Math.floor(Math.min(Math.max(middle - side / 2, 0), Math.max(size - side, 0)) / blockSide);
  const [left, top] = [from(x, pixels.width), from(y, pixels.height)];
  const [width, height] = [Math.min(side, pixels.width - left), Math.min(side, pixels.height - top)];
  const part = into.subarray(0, 4 * width * height);
  for (let row = 0; row < height; row++) {
    const at = 4 * ((top + row) * pixels.width + left);
    part.set(pixels.data.subarray(at, at + 4 * width), 4 * row * width);
  }
  return measureBlockiness(part, width);
}

/** The part of a box that is in the picture: the edge of a picture is no detail of a face. */
function inView(box: FaceBox, width: number, height: number): FaceBox | null {
  const cut = (middle: number, size: number, end: number): readonly [number, number] => {
    const [from, to] = [Math.max(0, middle - size / 2), Math.min(end, middle + size / 2)];
    return [(from + to) / 2, to - from];
  };
  const [x, across] = cut(box.x, box.width, width);
  const [y, down] = cut(box.y, box.height, height);
  return across > 0 && down > 0 ? { ...box, x, y, width: across, height: down } : null;
}

/** A spot of the original in the small picture of the box. */
function within(box: FaceBox, { x, y }: Spot): Spot {
  return {
    x: ((x - box.x) / box.width + 0.5) * side,
    y: ((y - box.y) / box.height + 0.5) * side,
  };
}
