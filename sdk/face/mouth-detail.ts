/** A place in a picture, in its pixels. */
export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** Where the mouth and the eyes are. */
export interface FaceSpots {
  readonly mouth: Spot;
  readonly eyes: readonly [Spot, Spot];
}

/** Half widths and heights of what is looked at, in shares of a picture of the face. */
const mouthReach = { x: 9 / 64, y: 6 / 64 } as const;
const eyeReach = { x: 6 / 64, y: 5 / 64 } as const;
/** Edges are judged by this quantile of a region, for lips and lids are thin. */
const quantile = 0.8;
/** What the mouths that are least to be seen in photographs show, against the eyes and against the contrast of the face. */
const least = { overEyes: 0.45, overContrast: 0.3 } as const;

/**
 * How much there is to see where the mouth should be: about 1 and more for
 * mouths in view, near 0 under a mask or a mug, whose landmarks are guesses.
 *
 * It compares the horizontal edges there with those of the eyes and with the
 * contrast of the whole face, and takes the better of both: glasses have edges
 * of their own, and a bright background has contrast. A hand has edges as well
 * and may pass.
 *
 * @param luma - 0 to 1, row by row, of the face's box.
 */
export function measureMouthDetail(luma: Float32Array, width: number, { mouth, eyes }: FaceSpots): number {
  const height = Math.floor(luma.length / width);
  const edges = (spot: Spot, reach: typeof mouthReach | typeof eyeReach): number => {
    const [top, bottom] = [
      Math.max(0, spot.y - reach.y * height),
      Math.min(height - 2, spot.y + reach.y * height),
    ];
    const [left, right] = [
      Math.max(0, spot.x - reach.x * width),
      Math.min(width - 1, spot.x + reach.x * width),
    ];
    const found: number[] = [];
    for (let y = Math.round(top); y <= bottom; y++)
      for (let x = Math.round(left); x <= right; x++)
        found.push(Math.abs((luma[(y + 1) * width + x] ?? 0) - (luma[y * width + x] ?? 0)));
    return found.sort((a, b) => a - b)[Math.floor(quantile * (found.length - 1))] ?? 0;
  };
  const lips = edges(mouth, mouthReach);
  const lids = (edges(eyes[0], eyeReach) + edges(eyes[1], eyeReach)) / 2;
  const contrast = deviation(luma);
  if (!(lids > 0 && contrast > 0)) return 0;
  return Math.max(lips / lids / least.overEyes, lips / contrast / least.overContrast);
}

function deviation(values: Float32Array): number {
  let [sum, squares] = [0, 0];
  for (const value of values) {
    sum += value;
    squares += value * value;
  }
  return Math.sqrt(Math.max(0, squares / values.length - (sum / values.length) ** 2));
}
