import type { CopiedPicture } from './create-picture-copy.ts';
import { measureFaceLight } from './face-light.ts';
import type { FaceBox, FaceLight } from './face-observation.ts';

/** Looks at light and focus of the face; for workers. */
export interface FaceLightMeter {
  /** The newest reading; taken anew only every so many seconds, for light changes slowly and pixels cost. */
  read(picture: CopiedPicture, box: FaceBox, nowSeconds: number, everySeconds: number): FaceLight | null;
}

const side = 64;

/** Opens a meter with a small canvas of its own. */
export function createFaceLightMeter(): FaceLightMeter {
  const context = new OffscreenCanvas(side, side).getContext('2d', { willReadFrequently: true });
  let last: { readonly atSeconds: number; readonly light: FaceLight } | null = null;
  return {
    read({ canvas, scale }, box, nowSeconds, everySeconds) {
      if (context === null) return null;
      if (last !== null && nowSeconds - last.atSeconds < everySeconds) return last.light;
      context.drawImage(
        canvas,
        (box.x - box.width / 2) / scale,
        (box.y - box.height / 2) / scale,
        box.width / scale,
        box.height / scale,
        0,
        0,
        side,
        side,
      );
      last = {
        atSeconds: nowSeconds,
        light: measureFaceLight(context.getImageData(0, 0, side, side).data, side),
      };
      return last.light;
    },
  };
}
