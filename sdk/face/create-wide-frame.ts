import { AssentError } from '../errors.ts';
import { type CopiedPicture, largestSide } from './create-picture-copy.ts';
import { createPictureView } from './create-picture-view.ts';

/** Puts a picture in the middle of an empty frame. */
export interface WideFrame {
  /** What it returns is a new copy, in pixels of the frame brought down to the size that the models are shown. */
  around(picture: CopiedPicture): CopiedPicture;
}

/** The frame's side over the picture's. */
const widening = 2;

/**
 * Opens a frame twice as wide and high as what is put into it, for faces that
 * fill the picture: the detector, made for faces at arm's length, finds them
 * only when they look farther away.
 */
export function createWideFrame(): WideFrame {
  const canvas = new OffscreenCanvas(1, 1);
  const context = canvas.getContext('2d', { willReadFrequently: true, alpha: false });
  if (context === null) throw new AssentError('unsupported', 'This browser gives workers no canvas.');
  const view = createPictureView();
  return {
    around(picture) {
      const { width, height } = picture.pixels;
      const shrink = Math.max(1, (widening * width) / largestSide, (widening * height) / largestSide);
      const [across, down] = [Math.round(width / shrink), Math.round(height / shrink)];
      if (canvas.width !== widening * across || canvas.height !== widening * down) {
        canvas.width = widening * across;
        canvas.height = widening * down;
      }
      const [x, y] = [Math.round((canvas.width - across) / 2), Math.round((canvas.height - down) / 2)];
      context.fillStyle = '#808080';
      context.fillRect(0, 0, canvas.width, canvas.height);
      context.drawImage(view.of(picture), x, y, across, down);
      const pixels = context.getImageData(0, 0, canvas.width, canvas.height);
      const scale = picture.scale * shrink;
      return { pixels, scale, inset: { x: x * scale, y: y * scale } };
    },
  };
}
