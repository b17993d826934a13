import { describe, expect, it } from 'vitest';
import { createRandom, normal } from '../../bench/random.ts';
import { fitLogistic } from '../../bench/voice/fit-logistic.ts';

describe('fitLogistic', () => {
  it('finds the weights that the outcomes were drawn by', () => {
    const random = createRandom(1);
    const truth = [1.5, -0.5, 0.25];
    const values = Array.from({ length: 20_000 }, () =>
      Float64Array.of(normal(random), 10 + 3 * normal(random), 1),
    );
    const isTrue = values.map((row) => {
      const odds = row.reduce((sum, value, i) => sum + value * (truth[i] ?? 0), 0);
      return random() < 1 / (1 + Math.exp(-odds));
    });
    const fitted = fitLogistic({ values, isTrue, weights: values.map(() => 1) });
    expect(fitted[0]).toBeCloseTo(1.5, 0);
    expect(fitted[1]).toBeCloseTo(-0.5, 1);
  });

  it('heeds the weights of observations', () => {
    const values = [1, 1, 1, 1].map((one) => Float64Array.of(one));
    const [even] = fitLogistic({ values, isTrue: [true, false, false, false], weights: [3, 1, 1, 1] });
    expect(even).toBeCloseTo(0, 4);
  });
});
