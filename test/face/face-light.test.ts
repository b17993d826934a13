import { describe, expect, it } from 'vitest';
import { measureFaceLight } from '../../sdk/face/face-light.ts';

const side = 32;
const spots = {
  mouth: { x: 16, y: 25 },
  eyes: [
    { x: 9, y: 12 },
    { x: 23, y: 12 },
  ],
} as const;

function picture(luma: (x: number, y: number) => number): Uint8ClampedArray {
  const rgba = new Uint8ClampedArray(side * side * 4);
  for (let pixel = 0; pixel < side * side; pixel += 1) {
    rgba.fill(255 * luma(pixel % side, Math.floor(pixel / side)), pixel * 4, pixel * 4 + 3);
  }
  return rgba;
}

describe('measureFaceLight', () => {
  it('judges light by the highlights, so that dark skin in good light is not dark', () => {
    const darkSkin = picture((x, y) => ((x + y * side) % 12 === 0 ? 0.8 : 0.15));
    const darkRoom = picture((x, y) => ((x + y * side) % 12 === 0 ? 0.06 : 0.03));
    expect(measureFaceLight(darkSkin, side, spots).highlight).toBeGreaterThan(0.7);
    expect(measureFaceLight(darkRoom, side, spots).highlight).toBeLessThan(0.08);
  });

  it('calls fine detail sharper than soft shades, whatever the contrast', () => {
    const sharp = (contrast: number) => picture((x, y) => 0.5 + contrast * ((x + y) % 2 === 0 ? 0.5 : -0.5));
    const soft = picture((x) => 0.5 + 0.4 * Math.sin(x / 5));
    expect(measureFaceLight(sharp(0.8), side, spots).sharpness).toBeCloseTo(
      measureFaceLight(sharp(0.4), side, spots).sharpness,
      1,
    );
    expect(measureFaceLight(sharp(0.4), side, spots).sharpness).toBeGreaterThan(
      20 * measureFaceLight(soft, side, spots).sharpness,
    );
  });

  it('gives no sharpness to a plain picture', () => {
    expect(
      measureFaceLight(
        picture(() => 0.5),
        side,
        spots,
      ),
    ).toEqual({ highlight: expect.closeTo(0.5, 1), sharpness: 0, mouthDetail: 0 });
  });

  it('sees lips, with or without glasses, and nothing under a mask or in the dark', () => {
    const near = (
      x: number,
      y: number,
      [cx, cy]: readonly [number, number],
      [rx, ry]: readonly [number, number],
    ) => Math.abs(x - cx) <= rx && Math.abs(y - cy) <= ry;
    const face = (lips: number, frames: number) =>
      picture((x, y) => {
        if (near(x, y, [16, 25], [5, 0])) return 0.6 - lips;
        if (near(x, y, [9, 12], [3, 0]) || near(x, y, [23, 12], [3, 0])) return 0.6 - 0.3 - frames;
        return x < 4 || x > 27 ? 0.2 : 0.6 + 0.01 * Math.sin(y / 4);
      });
    const detail = (lips: number, frames: number) =>
      measureFaceLight(face(lips, frames), side, spots).mouthDetail;
    expect(detail(0.25, 0)).toBeGreaterThan(1);
    expect(detail(0.25, 0.25)).toBeGreaterThan(1);
    expect(detail(0, 0)).toBeLessThan(0.7);
    expect(detail(0, 0.25)).toBeLessThan(0.7);
  });
});
