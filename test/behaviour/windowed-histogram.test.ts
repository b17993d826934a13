import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createWindowedHistogram } from '../../sdk/behaviour/windowed-histogram.ts';

it('has the quantiles of the values that the window holds, within a bin', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 1, maxLength: 400 }),
      fc.double({ min: 0.01, max: 0.99, noNaN: true }),
      (values, q) => {
        const histogram = createWindowedHistogram({
          windowSeconds: 1,
          lowest: 0,
          highest: 100,
          binWidth: 0.5,
          capacity: 200,
        });
        values.forEach((value, i) => {
          histogram.push(i / 100, value);
        });
        const held = values.slice(-100).sort((a, b) => a - b);
        expect(histogram.count).toBe(held.length);
        const truth = held[Math.min(held.length - 1, Math.ceil(q * held.length - 1e-9) - 1)] as number;
        expect(Math.abs(histogram.quantile(q) - truth)).toBeLessThanOrEqual(0.5 + 1e-9);
      },
    ),
  );
});
