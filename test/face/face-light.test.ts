import { describe, expect, it } from 'vitest';
import { measureFaceLight } from '../../sdk/face/face-light.ts';

const side = 32;

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
    expect(measureFaceLight(darkSkin, side).highlight).toBeGreaterThan(0.7);
    expect(measureFaceLight(darkRoom, side).highlight).toBeLessThan(0.08);
  });

  it('calls fine detail sharper than soft shades, whatever the contrast', () => {
    const sharp = (contrast: number) => picture((x, y) => 0.5 + contrast * ((x + y) % 2 === 0 ? 0.5 : -0.5));
    const soft = picture((x) => 0.5 + 0.4 * Math.sin(x / 5));
    expect(measureFaceLight(sharp(0.8), side).sharpness).toBeCloseTo(
      measureFaceLight(sharp(0.4), side).sharpness,
      1,
    );
    expect(measureFaceLight(sharp(0.4), side).sharpness).toBeGreaterThan(
      20 * measureFaceLight(soft, side).sharpness,
    );
  });

  it('gives no sharpness to a plain picture', () => {
    expect(
      measureFaceLight(
        picture(() => 0.5),
        side,
      ),
    ).toEqual({ highlight: expect.closeTo(0.5, 1), sharpness: 0 });
  });
});
