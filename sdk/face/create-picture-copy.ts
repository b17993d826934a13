import type { Graphics } from './describe-graphics.ts';

/** A camera frame, or a picture of one. */
export type FacePicture = VideoFrame | ImageBitmap | OffscreenCanvas;

/** Gives the models a picture that they can read cheaply. */
export interface PictureCopy {
  /** The copy is the same canvas each time; it holds until the next call. */
  of(image: VideoFrame | ImageBitmap): FacePicture;
}

/** The largest side that the models are shown: they look at 256 pixels of a face and at 128 of a whole picture. */
const largestSide = 640;

/**
 * MediaPipe takes every picture through WebGL and reads it back. Where software
 * draws WebGL, turning a camera's frame into colours there costs as much as half
 * of the model (12 of 32 ms) and waits for another process; a canvas in plain
 * memory does it in under one. Hardware takes the frame as it is.
 */
export function createPictureCopy(graphics: Graphics): PictureCopy {
  if (graphics.kind === 'hardware') return { of: (image) => image };
  const canvas = new OffscreenCanvas(1, 1);
  const context = canvas.getContext('2d', { willReadFrequently: true, alpha: false });
  return {
    of(image) {
      if (context === null) return image;
      const { width, height } = sizeOf(image);
      const scale = Math.min(1, largestSide / Math.max(width, height));
      const [across, down] = [
        Math.max(1, Math.round(width * scale)),
        Math.max(1, Math.round(height * scale)),
      ];
      // Setting a canvas's size clears it and costs, even where nothing changes.
      if (canvas.width !== across || canvas.height !== down) {
        canvas.width = across;
        canvas.height = down;
      }
      context.drawImage(image, 0, 0, across, down);
      return canvas;
    },
  };
}

/** Pixels of a frame as it is shown. */
export function sizeOf(image: VideoFrame | ImageBitmap): { readonly width: number; readonly height: number } {
  return 'displayWidth' in image
    ? { width: image.displayWidth, height: image.displayHeight }
    : { width: image.width, height: image.height };
}
