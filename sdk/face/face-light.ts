import type { FaceLight } from './face-observation.ts';
import { type FaceSpots, measureMouthDetail } from './mouth-detail.ts';

/** Memory for one reading, kept from one to the next. */
export interface LightMemory {
  readonly luma: Float32Array;
  readonly sorted: Float32Array;
}

/** Memory for pictures of so many pixels. */
export function createLightMemory(pixels: number): LightMemory {
  return { luma: new Float32Array(pixels), sorted: new Float32Array(pixels) };
}

/**
 * Describes light and focus of a face from a small picture of it.
 *
 * Light is judged by the highlights (95th percentile of the luma), not by the
 * mean: whites of the eyes and reflections tell how much light there is on
 * skin of any colour. Focus is the variance of the Laplacian (Pech-Pacheco et
 * al. 2000) over the variance of the luma, so that contrast does not count.
 * What there is to see of the mouth is {@link measureMouthDetail}'s.
 *
 * @param rgba - Four bytes per pixel, row by row.
 * @param width - Pixels per row, at least 3.
 * @param spots - Where mouth and eyes are in it.
 * @param memory - For as many pixels as there are; overwritten.
 */
export function measureFaceLight(
  rgba: Uint8ClampedArray,
  width: number,
  spots: FaceSpots,
  memory: LightMemory = createLightMemory(Math.floor(rgba.length / 4)),
): Omit<FaceLight, 'blockiness'> {
  const { luma, sorted } = memory;
  readLuma(rgba, luma);
  sorted.set(luma);
  sorted.sort();
  const highlight = sorted[Math.floor(0.95 * (sorted.length - 1))] ?? 0;
  const contrast = variance(luma);
  return {
    highlight,
    sharpness: contrast > 1e-6 ? laplacianVariance(luma, width) / contrast : 0,
    mouthDetail: measureMouthDetail(luma, width, spots),
  };
}

/** Rec. 709 luma, 0 to 1. */
function readLuma(rgba: Uint8ClampedArray, luma: Float32Array): void {
  for (let pixel = 0; pixel < luma.length; pixel += 1) {
    const at = pixel * 4;
    luma[pixel] =
      (0.2126 * (rgba[at] ?? 0) + 0.7152 * (rgba[at + 1] ?? 0) + 0.0722 * (rgba[at + 2] ?? 0)) / 255;
  }
}

function laplacianVariance(luma: Float32Array, width: number): number {
  const height = Math.floor(luma.length / width);
  const count = (width - 2) * (height - 2);
  if (!(count > 0)) return 0;
  let [sum, squares] = [0, 0];
  for (let y = 1; y < height - 1; y += 1)
    for (let x = 1; x < width - 1; x += 1) {
      const at = y * width + x;
      const around =
        (luma[at - 1] ?? 0) + (luma[at + 1] ?? 0) + (luma[at - width] ?? 0) + (luma[at + width] ?? 0);
      const value = 4 * (luma[at] ?? 0) - around;
      sum += value;
      squares += value * value;
    }
  return Math.max(0, squares / count - (sum / count) ** 2);
}

function variance(values: Float32Array): number {
  if (values.length === 0) return 0;
  let sum = 0;
  for (const value of values) sum += value;
  const mean = sum / values.length;
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  return squares / values.length;
}
