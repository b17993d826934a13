import { type CopiedPicture, largestSide } from './create-picture-copy.ts';
import { createPictureView } from './create-picture-view.ts';
import { createPixelReader } from './create-pixel-reader.ts';

/** Puts a picture in the middle of an empty frame. */
export interface WideFrame {
  /** In pixels of the frame brought down to the size that the models are shown; what it returns holds until the next call. */
  around(picture: CopiedPicture): Promise<CopiedPicture>;
}

/** The frame's side over the picture's. */
const widening = 2;

/**
 * Opens a frame twice as wide and high as what is put into it, for faces that
 * fill the picture: the detector, made for faces at arm's length, finds them
 * only when they look farther away.
 */
export function createWideFrame(): WideFrame {
  const { context, read } = createPixelReader();
  const { canvas } = context;
  const view = createPictureView();
  return {
    async around(picture) {
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
      const scale = picture.scale * shrink;
      return { pixels: await read(), scale, inset: { x: x * scale, y: y * scale } };
    },
  };
}
