import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { halvePixels } from '../../sdk/face/halve-pixels.ts';

describe('halvePixels', () => {
  it('gives the mean of four pixels, rounded, byte by byte', () => {
    const picture = fc
      .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 3 }))
      .chain(([across, down]) =>
        fc.record({
          across: fc.constant(across),
          bytes: fc.uint8Array({ minLength: 16 * across * down, maxLength: 16 * across * down }),
        }),
      );
    fc.assert(
      fc.property(picture, ({ across, bytes }) => {
        const into = new Uint32Array(bytes.length / 16);
        halvePixels(new Uint32Array(bytes.slice().buffer), 2 * across, into);
        const expected = Array.from({ length: bytes.length / 4 }, (_, index) => {
          const [pixel, byte] = [Math.floor(index / 4), index % 4];
          const first = 2 * Math.floor(pixel / across) * 2 * across + 2 * (pixel % across);
          const four = [first, first + 1, first + 2 * across, first + 2 * across + 1];
          return Math.floor((four.reduce((sum, at) => sum + (bytes[4 * at + byte] ?? 0), 0) + 2) / 4);
        });
        expect([...new Uint8Array(into.buffer)]).toEqual(expected);
      }),
    );
  });
});
