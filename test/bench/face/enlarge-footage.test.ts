import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { enlargeFootage, type PictureSize } from '../../../bench/face/enlarge-footage.ts';

const even = fc.integer({ min: 1, max: 12 }).map((half) => 2 * half);
const sizes = fc.record({ width: even, height: even });
const bytesOf = ({ width, height }: PictureSize): number => (width * height * 3) / 2;

/** One picture whose brightness is told for each pixel. */
function pictureOf({ width, height }: PictureSize, of: (x: number, y: number) => number): Uint8Array {
  const planes = new Uint8Array(bytesOf({ width, height })).fill(128);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) planes[y * width + x] = of(x, y);
  return planes;
}

describe('enlargeFootage()', () => {
  it('leaves pictures that have the size already as they are', () => {
    fc.assert(
      fc.property(
        sizes,
        fc.integer({ min: 1, max: 3 }),
        fc.infiniteStream(fc.nat(255)),
        (size, count, bytes) => {
          const planes = Uint8Array.from([...bytes.take(count * bytesOf(size))]);
          expect(enlargeFootage(planes, size, size)).toEqual(planes);
        },
      ),
    );
  });

  it('keeps an even picture even, and as many pictures, whatever the size', () => {
    fc.assert(
      fc.property(sizes, sizes, fc.nat(255), (from, to, value) => {
        const enlarged = enlargeFootage(new Uint8Array(2 * bytesOf(from)).fill(value), from, to);
        expect(enlarged).toHaveLength(2 * bytesOf(to));
        expect(new Set(enlarged)).toEqual(new Set([value]));
      }),
    );
  });

  it('invents no brightness that the picture has not', () => {
    fc.assert(
      fc.property(sizes, sizes, fc.infiniteStream(fc.integer({ min: 40, max: 90 })), (from, to, bytes) => {
        const planes = Uint8Array.from([...bytes.take(bytesOf(from))]);
        const enlarged = enlargeFootage(planes, from, to);
        expect(Math.min(...enlarged)).toBeGreaterThanOrEqual(Math.min(...planes));
        expect(Math.max(...enlarged)).toBeLessThanOrEqual(Math.max(...planes));
      }),
    );
  });

  it('puts a pixel between two at their mean', () => {
    const [from, to] = [
      { width: 2, height: 2 },
      { width: 4, height: 4 },
    ];
    const enlarged = enlargeFootage(
      pictureOf(from, (x) => 100 * x),
      from,
      to,
    );
    expect([...enlarged.subarray(0, 4)]).toEqual([0, 25, 75, 100]);
  });

  it('cuts off what is too long at both ends alike, and squeezes nothing', () => {
    const from = { width: 4, height: 8 };
    const enlarged = enlargeFootage(
      pictureOf(from, (_, y) => 10 * y),
      from,
      { width: 4, height: 4 },
    );
    expect([...enlarged.subarray(0, 16)].filter((_, index) => index % 4 === 0)).toEqual([20, 30, 40, 50]);
  });
});
