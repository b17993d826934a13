import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitTiles } from '../../../../demo/client/elements/fit-tiles.ts';

const gapPx = 12;

describe('fitTiles', () => {
  it('gives one participant the whole height of a wide space', () => {
    expect(fitTiles(1, { widthPx: 1200, heightPx: 600, gapPx })).toEqual({
      columns: 1,
      widthPx: 900,
      heightPx: 600,
    });
  });

  it('puts two side by side where it is wide and one above the other where it is narrow', () => {
    expect(fitTiles(2, { widthPx: 1200, heightPx: 500, gapPx }).columns).toBe(2);
    expect(fitTiles(2, { widthPx: 360, heightPx: 700, gapPx }).columns).toBe(1);
  });

  it('scrolls instead of making tiles too small to see a face', () => {
    const fit = fitTiles(60, { widthPx: 366, heightPx: 500, gapPx });
    expect(fit.columns).toBe(2);
    expect(fit.widthPx).toBeGreaterThanOrEqual(132);
  });

  it('never overlaps: tiles of any number fit the width, and the height too unless they are at their least', () => {
    const sizes = { count: fc.integer({ min: 1, max: 40 }), widthPx: fc.integer({ min: 300, max: 2600 }) };
    fc.assert(
      fc.property(fc.record({ ...sizes, heightPx: fc.integer({ min: 200, max: 1600 }) }), (space) => {
        const fit = fitTiles(space.count, { ...space, gapPx });
        const rows = Math.ceil(space.count / fit.columns);
        expect(fit.columns * (fit.widthPx + gapPx) - gapPx).toBeLessThanOrEqual(space.widthPx);
        const tall = rows * (fit.heightPx + gapPx) - gapPx;
        if (tall > space.heightPx) expect(fit.widthPx).toBeLessThanOrEqual(2 * 132 + gapPx);
        expect(fit.heightPx).toBeLessThanOrEqual(fit.widthPx);
      }),
    );
  });
});
