/** Side of the blocks that JPEG and most codecs of cameras compress by, in pixels. */
export const blockSide = 8;

/**
 * How much stronger the steps between the blocks of a compressed picture are than those inside of them (after Wang,
 * Bovik & Evans 2000): about 1 where nothing was lost, 2 and more where blocks have lost their detail.
 *
 * @param rgba - Four bytes per pixel, row by row, from the corner of a block on.
 * @param width - Pixels per row.
 */
export function measureBlockiness(rgba: Uint8ClampedArray, width: number): number {
  const height = Math.floor(rgba.length / 4 / width);
  // Green is most of what the eye calls light.
  const at = (x: number, y: number): number => rgba[4 * (y * width + x) + 1] ?? 0;
  const between = { sum: 0, count: 0 };
  const inside = { sum: 0, count: 0 };
  const add = (step: number, isEdge: boolean): void => {
    const into = isEdge ? between : inside;
    into.sum += Math.abs(step);
    into.count += 1;
  };
  for (let y = 1; y < height; y++)
    for (let x = 1; x < width; x++) {
      add(at(x, y) - at(x - 1, y), x % blockSide === 0);
      add(at(x, y) - at(x, y - 1), y % blockSide === 0);
    }
  if (between.sum === 0 || between.count === 0) return 1;
  return between.sum / between.count / (inside.sum / inside.count);
}
