/** Two bytes of four, as lanes in which four of them can be added. */
const lanes = 0x00ff_00ff;
/** Half of the divisor in both lanes: rounds to the nearest. */
const rounding = 0x0002_0002;

/**
 * Brings a picture down to half of its sides: each pixel is the mean of four.
 *
 * @param pixels - Four bytes per pixel, row by row.
 * @param width - Pixels per row; width and height are even.
 * @param into - A quarter as long.
 */
export function halvePixels(pixels: Uint32Array, width: number, into: Uint32Array): void {
  const across = width / 2;
  for (let to = 0, row = 0; to < into.length; row += 2 * width) {
    for (let column = 0; column < across; column += 1, to += 1) {
      const at = row + 2 * column;
      const a = pixels[at] ?? 0;
      const b = pixels[at + 1] ?? 0;
      const c = pixels[at + width] ?? 0;
      const d = pixels[at + width + 1] ?? 0;
      const even = (a & lanes) + (b & lanes) + (c & lanes) + (d & lanes) + rounding;
      const odd =
        ((a >>> 8) & lanes) + ((b >>> 8) & lanes) + ((c >>> 8) & lanes) + ((d >>> 8) & lanes) + rounding;
      into[to] = ((even >>> 2) & lanes) | (((odd >>> 2) & lanes) << 8);
    }
  }
}
