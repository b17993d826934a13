import { AssentError } from '../errors.ts';

/** A canvas in a worker whose pixels are read again and again. */
export interface PixelReader {
  /** For drawing; opaque. Whoever draws sets the size. */
  readonly context: OffscreenCanvasRenderingContext2D;
  /** All pixels as they are now; where the browser can, in memory that is kept: they hold until the next call. */
  read(): Promise<ImageData>;
}

/**
 * Opens a canvas in plain memory whose pixels are read without leaving anything to be collected.
 *
 * What `getImageData` hands out stays until the whole heap is collected, which
 * in a calm worker takes minutes.
 *
 * @throws AssentError `unsupported` in a browser that gives workers no canvas.
 */
export function createPixelReader(): PixelReader {
  const canvas = new OffscreenCanvas(1, 1);
  const context = canvas.getContext('2d', { willReadFrequently: true, alpha: false });
  if (context === null) throw new AssentError('unsupported', 'This browser gives workers no canvas.');
  let kept = new ImageData(1, 1);
  let canCopy: boolean | null = null;
  return {
    context,
    async read() {
      canCopy ??= await copiesColours();
      const { width, height } = canvas;
      if (!canCopy) return context.getImageData(0, 0, width, height);
      if (kept.width !== width || kept.height !== height) kept = new ImageData(width, height);
      await copyOut(canvas, kept.data);
      return kept;
    },
  };
}

async function copyOut(canvas: OffscreenCanvas, into: Uint8ClampedArray): Promise<void> {
  const frame = new VideoFrame(canvas, { timestamp: 0 });
  try {
    await frame.copyTo(into, { format: 'RGBA' });
  } finally {
    frame.close();
  }
}

/** Browsers that know no format to copy in refuse, or leave red and blue in the order in which they lie. */
async function copiesColours(): Promise<boolean> {
  const canvas = new OffscreenCanvas(2, 2);
  const context = canvas.getContext('2d', { willReadFrequently: true, alpha: false });
  if (context === null) return false;
  context.fillStyle = '#123456';
  context.fillRect(0, 0, 2, 2);
  const copied = new Uint8ClampedArray(16);
  try {
    await copyOut(canvas, copied);
  } catch {
    return false;
  }
  return copied.every((value, at) => value === [0x12, 0x34, 0x56, 0xff][at % 4]);
}
