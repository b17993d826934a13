import { createPixelReader } from './create-pixel-reader.ts';
import { halvePixels } from './halve-pixels.ts';

/** The newest picture, as the models read it. */
export interface PictureCopy {
  /** Takes a picture in; the original may be closed afterwards. What it returns holds until the next call. */
  take(image: VideoFrame | ImageBitmap): Promise<CopiedPicture>;
}

/** A picture in the size that the models are shown, in plain memory. */
export interface CopiedPicture {
  readonly pixels: ImageData;
  /** Pixels of the original for one pixel of the copy. */
  readonly scale: number;
  /** Width and height of the frame around the picture, in pixels of the original; 0 where it fills the copy. */
  readonly inset: { readonly x: number; readonly y: number };
}

/** The largest side, in pixels, that the models are shown: they look at 256 pixels of a face and at 128 of a whole picture. */
export const largestSide = 640;

/** Opaque pictures in plain memory, as cameras deliver them. */
const plainFormats: readonly unknown[] = ['I420', 'NV12'];

/**
 * Copies each picture before anything looks at it.
 *
 * The camera gets its frame back at once, and no frame is lost unclosed when the
 * worker is terminated while the models run. A camera's frame that is small
 * enough, or twice as large (1280 x 720), goes straight into the copy; only others
 * take the way over a canvas, which costs several times as much.
 */
export function createPictureCopy(): PictureCopy {
  const { context, read } = createPixelReader();
  const { canvas } = context;
  const inset = { x: 0, y: 0 };
  let kept = new ImageData(1, 1);
  let whole = new Uint32Array(0);
  let isDirect = true;

  const takeStraight = async (frame: VideoFrame): Promise<CopiedPicture> => {
    const scale = scaleOf(frame);
    const [width, height] = [frame.displayWidth / scale, frame.displayHeight / scale];
    if (kept.width !== width || kept.height !== height) kept = new ImageData(width, height);
    if (scale === 1) {
      await frame.copyTo(kept.data, { format: 'RGBA' });
    } else {
      const size = frame.displayWidth * frame.displayHeight;
      if (whole.length !== size) whole = new Uint32Array(size);
      await frame.copyTo(whole, { format: 'RGBA' });
      halvePixels(whole, frame.displayWidth, new Uint32Array(kept.data.buffer));
    }
    return { pixels: kept, scale, inset };
  };

  const takeDrawn = async (image: VideoFrame | ImageBitmap): Promise<CopiedPicture> => {
    const [width, height] = sizeOf(image);
    const scale = scaleOf(image);
    const [across, down] = [Math.max(1, Math.round(width / scale)), Math.max(1, Math.round(height / scale))];
    // Setting a canvas's size clears it and costs, even where nothing changes.
    if (canvas.width !== across || canvas.height !== down) {
      canvas.width = across;
      canvas.height = down;
    }
    // Pictures may be transparent: what was there before must not show through.
    context.globalCompositeOperation = 'copy';
    context.drawImage(image, 0, 0, across, down);
    return { pixels: await read(), scale, inset };
  };

  return {
    async take(image) {
      if (isDirect && isPlain(image)) {
        try {
          return await takeStraight(image);
        } catch {
          // Not every browser turns a frame into colours as it copies it.
          isDirect = false;
        }
      }
      return takeDrawn(image);
    },
  };
}

function sizeOf(image: VideoFrame | ImageBitmap): readonly [number, number] {
  return 'displayWidth' in image ? [image.displayWidth, image.displayHeight] : [image.width, image.height];
}

function scaleOf(image: VideoFrame | ImageBitmap): number {
  const [width, height] = sizeOf(image);
  return Math.max(1, width / largestSide, height / largestSide);
}

/** Whether a picture can be copied as it is, or halved: as large as it is shown, and not turned. */
function isPlain(image: VideoFrame | ImageBitmap): image is VideoFrame {
  if (!('copyTo' in image) || !plainFormats.includes(image.format)) return false;
  const { visibleRect, displayWidth, displayHeight } = image;
  const scale = scaleOf(image);
  const isHalved = scale === 2 && displayWidth % 2 === 0 && displayHeight % 2 === 0;
  if (scale !== 1 && !isHalved) return false;
  const isTurned = Boolean(Reflect.get(image, 'rotation')) || Boolean(Reflect.get(image, 'flip'));
  return !isTurned && visibleRect?.width === displayWidth && visibleRect.height === displayHeight;
}
