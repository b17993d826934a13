import { describe, expect, it } from 'vitest';
import { blockSide, measureBlockiness } from '../../sdk/face/measure-blockiness.ts';

const side = 64;

function picture(luma: (x: number, y: number) => number): Uint8ClampedArray {
  const rgba = new Uint8ClampedArray(side * side * 4);
  for (let pixel = 0; pixel < side * side; pixel++)
    rgba.fill(255 * luma(pixel % side, Math.floor(pixel / side)), pixel * 4, pixel * 4 + 3);
  return rgba;
}

const shade = (x: number, y: number): number =>
  0.5 + 0.2 * Math.sin(x / 7) + 0.2 * Math.cos(y / 5) + 0.05 * Math.sin(x * y);

describe('measureBlockiness', () => {
  it('is about 1 of a picture that nothing was taken from, plain ones included', () => {
    expect(measureBlockiness(picture(shade), side)).toBeCloseTo(1, 0);
    expect(
      measureBlockiness(
        picture(() => 0.5),
        side,
      ),
    ).toBe(1);
  });

  it('grows with what the blocks have lost', () => {
    const blocky = (share: number) =>
      picture((x, y) => {
        const corner = (at: number): number => blockSide * Math.floor(at / blockSide);
        return (1 - share) * shade(x, y) + share * shade(corner(x), corner(y));
      });
    const grown = [0, 0.5, 0.8, 0.95].map((share) => measureBlockiness(blocky(share), side));
    expect(grown).toEqual([...grown].sort((a, b) => a - b));
    expect(grown.at(-1)).toBeGreaterThan(4);
    expect(measureBlockiness(blocky(1), side)).toBe(Number.POSITIVE_INFINITY);
  });
});
