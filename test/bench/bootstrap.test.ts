import { describe, expect, it } from 'vitest';
import { bootstrap, widenEdge } from '../../bench/evaluate/bootstrap.ts';
import { createRandom, normal } from '../../bench/random.ts';

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

function sample(size: number, seed: number): number[] {
  const random = createRandom(seed);
  return Array.from({ length: size }, () => 10 + 2 * normal(random));
}

describe('the bootstrap interval', () => {
  it('holds the truth about as often as it says', () => {
    const rounds = 200;
    const held = Array.from({ length: rounds }, (_, seed) => bootstrap(sample(40, 7 * seed + 1), mean));
    const share = held.filter(({ low, high }) => (low ?? 11) <= 10 && (high ?? 9) >= 10).length / rounds;
    // The percentile interval is a little short for 40 recordings.
    expect(share).toBeGreaterThan(0.88);
    expect(share).toBeLessThan(0.99);
  });

  it('is half as wide over four times the recordings', () => {
    const width = (size: number): number => {
      const { low, high } = bootstrap(sample(size, 3), mean);
      return (high as number) - (low as number);
    };
    expect(width(100) / width(400)).toBeGreaterThan(1.6);
    expect(width(100) / width(400)).toBeLessThan(2.4);
  });

  it('is the same every time, and counts what it is told to count', () => {
    const items = sample(20, 5);
    expect(bootstrap(items, mean)).toEqual(bootstrap(items, mean));
    expect(bootstrap(items, mean).n).toBe(20);
    expect(bootstrap(items, mean, () => 300).n).toBe(6000);
  });

  it('says nothing it cannot know: of no recording no value, of one no interval', () => {
    expect(bootstrap([], mean)).toEqual({ value: null, low: null, high: null, n: 0 });
    expect(bootstrap([4], mean)).toEqual({ value: 4, low: null, high: null, n: 1 });
    expect(bootstrap([1, 2], () => Number.NaN)).toEqual({ value: null, low: null, high: null, n: 2 });
  });
});

describe('the interval of a share', () => {
  const share = (some: readonly boolean[]): number => some.filter(Boolean).length / some.length;
  const of = (items: readonly boolean[]) => widenEdge(bootstrap(items, share), items.length);

  it('is the exact one where nothing or everything counted', () => {
    // 1 - 0.025 ** (1 / 51), as in any table of Clopper & Pearson's limits for 0 of 51.
    expect(of(Array.from({ length: 51 }, () => false))).toMatchObject({
      low: 0,
      high: expect.closeTo(0.0698, 4),
    });
    expect(of(Array.from({ length: 51 }, () => true))).toMatchObject({
      low: expect.closeTo(0.9302, 4),
      high: 1,
    });
  });

  it('is the bootstrap’s in between, and none of nothing', () => {
    const mixed = Array.from({ length: 20 }, (_, at) => at % 4 === 0);
    expect(of(mixed)).toEqual(bootstrap(mixed, share));
    expect(of([])).toEqual({ value: null, low: null, high: null, n: 0 });
  });
});
