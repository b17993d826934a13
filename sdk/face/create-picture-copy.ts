import { AssentError } from '../errors.ts';
import type { Graphics } from './describe-graphics.ts';

/** The newest picture, as the models read it. */
export interface PictureCopy {
  /** Takes a picture in; the original may be closed afterwards. The canvas is the same each time and holds until the next call. */
  take(image: VideoFrame | ImageBitmap): CopiedPicture;
}

/** A picture in the size that the models are shown. */
export interface CopiedPicture {
  readonly canvas: OffscreenCanvas;
  /** Pixels of the original for one pixel of the canvas. */
  readonly scale: number;
  /** Width and height of the frame around the picture, in pixels of the original; 0 where it fills the canvas. */
  readonly inset: { readonly x: number; readonly y: number };
}

/** The largest side, in pixels, that the models are shown: they look at 256 pixels of a face and at 128 of a whole picture. */
export const largestSide = 640;

/**
 * Copies each picture before anything looks at it.
 *
 * The camera gets its frame back at once, and no frame is lost unclosed when the
 * worker is terminated while the models run. It is cheaper as well: MediaPipe
 * takes every picture through WebGL and reads it back, and where software draws
 * WebGL, turning a camera's frame into colours there costs half as much as the
 * model itself (12 of 32 ms); a canvas in plain memory does it in under one.
 */
export function createPictureCopy(graphics: Graphics): PictureCopy {
  const canvas = new OffscreenCanvas(1, 1);
  const context = canvas.getContext('2d', {
    willReadFrequently: graphics.kind === 'software',
    alpha: false,
  });
  if (context === null) throw new AssentError('unsupported', 'This browser gives workers no canvas.');
  return {
    take(image) {
      const [width, height] =
        'displayWidth' in image ? [image.displayWidth, image.displayHeight] : [image.width, image.height];
      const scale = Math.max(1, width / largestSide, height / largestSide);
      const [across, down] = [
        Math.max(1, Math.round(width / scale)),
        Math.max(1, Math.round(height / scale)),
      ];
      // Setting a canvas's size clears it and costs, even where nothing changes.
      if (canvas.width !== across || canvas.height !== down) {
        canvas.width = across;
        canvas.height = down;
      }
      context.drawImage(image, 0, 0, across, down);
      return { canvas, scale, inset: { x: 0, y: 0 } };
    },
  };
}
