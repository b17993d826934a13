import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countApart, type FoundBox } from '../../sdk/face/count-apart.ts';

const box = (originX: number, originY: number, side: number): FoundBox => ({
  originX,
  originY,
  width: side,
  height: side,
});

describe('countApart', () => {
  it('takes a part of a face that was found as a face for the same face, whichever came first', () => {
    const [face, glasses] = [box(12, 78, 282), box(196, 132, 93)];
    expect(countApart([face, glasses])).toBe(1);
    expect(countApart([glasses, face])).toBe(1);
  });

  it('counts people who sit side by side, overlapping or one behind the other', () => {
    expect(countApart([box(0, 0, 100), box(90, 10, 100)])).toBe(2);
    expect(countApart([box(0, 40, 200), box(180, 0, 60)])).toBe(2);
    expect(countApart([])).toBe(0);
  });

  it('never counts more than were found, and at least one of any', () => {
    const side = fc.integer({ min: 1, max: 400 });
    const found = fc.tuple(side, side, side).map(([x, y, size]) => box(x, y, size));
    fc.assert(
      fc.property(fc.array(found, { minLength: 1, maxLength: 8 }), (boxes) => {
        expect(countApart(boxes)).toBeGreaterThanOrEqual(1);
        expect(countApart(boxes)).toBeLessThanOrEqual(boxes.length);
      }),
    );
  });
});
