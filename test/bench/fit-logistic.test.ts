import { describe, expect, it } from 'vitest';
import { fitLogistic } from '../../bench/fit/fit-logistic.ts';
import { fitStandardised } from '../../bench/fit/fit-standardised.ts';
import { createRandom, normal } from '../../bench/random.ts';

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

describe('fitStandardised', () => {
  const random = createRandom(2);
  const cases = Array.from({ length: 500 }, () => {
    const features = [normal(random), normal(random)];
    const isTrue = random() < 1 / (1 + Math.exp(1 - 2 * (features[0] ?? 0)));
    return { features, isTrue, weight: 1 };
  });

  it('gives weights for the features as they are, whatever their units', () => {
    const { weights, constant } = fitStandardised(cases, 1);
    const inOtherUnits = cases.map((one) => ({
      ...one,
      features: [100 * (one.features[0] ?? 0) + 7, one.features[1] ?? 0],
    }));
    const other = fitStandardised(inOtherUnits, 1);
    expect(100 * (other.weights[0] ?? 0)).toBeCloseTo(weights[0] ?? 0, 6);
    expect(other.constant + 7 * (other.weights[0] ?? 0)).toBeCloseTo(constant, 6);
  });

  it('holds weights back the more, the higher the penalty, and the constant not', () => {
    const free = fitStandardised(cases, 0.01);
    const held = fitStandardised(cases, 10_000);
    expect(Math.abs(held.weights[0] ?? 0)).toBeLessThan(0.1 * Math.abs(free.weights[0] ?? 0));
    const share = cases.filter(({ isTrue }) => isTrue).length / cases.length;
    expect(1 / (1 + Math.exp(-held.constant))).toBeCloseTo(share, 1);
  });
});
