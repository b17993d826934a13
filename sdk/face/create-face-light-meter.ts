import type { CopiedPicture } from './create-picture-copy.ts';
import { measureFaceLight } from './face-light.ts';
import type { FaceBox, FaceLight } from './face-observation.ts';
import type { FaceSpots, Spot } from './mouth-detail.ts';

/** Looks at light and focus of the face; for workers. */
export interface FaceLightMeter {
  /** The newest reading; taken anew only every so many seconds, for light changes slowly and pixels cost. */
  read(
    picture: CopiedPicture,
    face: { readonly box: FaceBox; readonly spots: FaceSpots },
    nowSeconds: number,
    everySeconds: number,
  ): FaceLight | null;
}

const side = 64;

/** Opens a meter with a small canvas of its own. */
export function createFaceLightMeter(): FaceLightMeter {
  const context = new OffscreenCanvas(side, side).getContext('2d', { willReadFrequently: true });
  let last: { readonly atSeconds: number; readonly light: FaceLight } | null = null;
  return {
    read({ canvas, scale }, { box, spots }, nowSeconds, everySeconds) {
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
        light: measureFaceLight(context.getImageData(0, 0, side, side).data, side, {
          mouth: within(box, spots.mouth),
          eyes: [within(box, spots.eyes[0]), within(box, spots.eyes[1])],
        }),
      };
      return last.light;
    },
  };
}

/** A spot of the original in the small picture of the box. */
function within(box: FaceBox, { x, y }: Spot): Spot {
  return {
    x: ((x - box.x) / box.width + 0.5) * side,
    y: ((y - box.y) / box.height + 0.5) * side,
  };
}
