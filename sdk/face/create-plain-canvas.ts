import { AssentError } from '../errors.ts';

/**
 * Opens a canvas for a MediaPipe task (0.10.35) that computes on the CPU; for workers.
 *
 * Such a task hands every picture to WebGL and reads it back at once. With this
 * canvas an `ImageData` goes into the task's memory by itself: the same bytes,
 * and the process that draws hears nothing of it.
 *
 * @throws AssentError `unsupported` without WebGL 2, which the task asks for all the same.
 */
export function createPlainCanvas(): OffscreenCanvas {
  const canvas = new OffscreenCanvas(1, 1);
  const gl = canvas.getContext('webgl2');
  if (gl === null) throw new AssentError('unsupported', 'This browser gives workers no WebGL 2.');
  let picture: ImageData | null = null;
  const texImage2D = (...given: readonly unknown[]): void => {
    const source = given.at(-1);
    if (!(source instanceof ImageData)) throw new TypeError('image: expected ImageData');
    picture = source;
  };
  const readPixels = (
    _x: number,
    _y: number,
    width: number,
    height: number,
    format: number,
    type: number,
    into: Uint8Array,
    offset: number,
  ): void => {
    const isWhole = picture?.width === width && picture.height === height;
    if (picture === null || !isWhole || format !== gl.RGBA || type !== gl.UNSIGNED_BYTE) {
      throw new Error('MediaPipe reads pictures in another way than the version that Assent is made for.');
    }
    into.set(picture.data, offset);
    picture = null;
  };
  const skip = (): void => undefined;
  Object.assign(gl, {
    texImage2D,
    readPixels,
    // With every picture the task prepares and awaits two copies that are not made.
    activeTexture: skip,
    bindTexture: skip,
    bindFramebuffer: skip,
    framebufferTexture2D: skip,
    // A fence, even one that is over, would leave an entry in the task's table for good.
    fenceSync: () => null,
  });
  return canvas;
}
