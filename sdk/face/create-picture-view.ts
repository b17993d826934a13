import { AssentError } from '../errors.ts';
import type { CopiedPicture } from './create-picture-copy.ts';

/** A copied picture as something to draw from. */
export interface PictureView {
  /** The canvas is the same each time and holds until the next call. */
  of(picture: CopiedPicture): OffscreenCanvas;
}

/** Opens a canvas in plain memory for what is drawn now and then. */
export function createPictureView(): PictureView {
  const canvas = new OffscreenCanvas(1, 1);
  const context = canvas.getContext('2d', { willReadFrequently: true, alpha: false });
  if (context === null) throw new AssentError('unsupported', 'This browser gives workers no canvas.');
  return {
    of({ pixels }) {
      if (canvas.width !== pixels.width || canvas.height !== pixels.height) {
        canvas.width = pixels.width;
        canvas.height = pixels.height;
      }
      context.putImageData(pixels, 0, 0);
      return canvas;
    },
  };
}
