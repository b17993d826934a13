import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDriftMonitor, type DriftReport } from '../../sdk/accountability/create-drift-monitor.ts';
import { populationStability } from '../../sdk/accountability/population-stability.ts';
import type { DriftReference } from '../../sdk/models/model-card.ts';

const reference: DriftReference = {
  feature: 'smile',
  edges: [0.2, 0.4, 0.6, 0.8],
  counts: [500, 250, 150, 75, 25],
  estimated: 1000,
  abstained: 100,
};

describe('populationStability', () => {
  it('is the sum it is defined as, worked out by hand', () => {
    // (0.5 - 0.25) ln(0.5 / 0.25) + (0.5 - 0.75) ln(0.5 / 0.75), of counts large enough that half of one is nothing
    const byHand = 0.25 * Math.log(2) + -0.25 * Math.log(2 / 3);
    expect(populationStability([250e6, 750e6], [500e6, 500e6])).toBeCloseTo(byHand, 6);
  });

  it('is never negative, 0 for equal shares, and the same both ways', () => {
    const counts = fc.array(fc.nat(1000), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(counts, counts, (a, b) => {
        expect(populationStability(a, b)).toBeGreaterThanOrEqual(0);
        expect(populationStability(a, b)).toBeCloseTo(populationStability(b, a), 9);
        expect(populationStability(a, a)).toBe(0);
      }),
    );
  });

  it.each([
    [[1], [1, 2]],
    [[], []],
    [
      [1, -1],
      [1, 1],
    ],
    [
      [1, 1],
      [1, Number.NaN],
    ],
  ])('refuses %j against %j', (a, b) => {
    expect(() => populationStability(a, b)).toThrow(TypeError);
  });
});

describe('createDriftMonitor', () => {
  const random = seeded(7);
  const draw = (counts: readonly number[]): number => {
    let left = random() * counts.reduce((sum, count) => sum + count, 0);
    const bin = counts.findIndex((count) => {
      left -= count;
      return left < 0;
    });
    return (Math.max(0, bin) + random()) / 5;
  };
  const run = (windows: number, value: () => number | null): DriftReport => {
    const monitor = createDriftMonitor([reference]);
    let last: DriftReport | undefined;
    for (let window = 0; window < windows; window += 1) {
      for (let frame = 0; frame < 10; frame += 1) monitor.push('smile', value());
      [last] = monitor.endWindow();
    }
    if (last === undefined) throw new Error('there is no report');
    return last;
  };
  const fitting = (): number | null => (random() < 1 / 11 ? null : draw(reference.counts));

  it('says nothing before enough windows are pooled', () => {
    expect(run(59, fitting)).toEqual({
      feature: 'smile',
      verdict: 'too-little-data',
      valueIndex: null,
      abstentionIndex: null,
      windows: 59,
    });
  });

  it('says that data from the reference fit, at every length', () => {
    for (const windows of [60, 100, 240, 300])
      expect(run(windows, fitting)).toMatchObject({ verdict: 'fits' });
  });

  it('says that other values, or far more abstentions, no longer fit', () => {
    const others = run(120, () => draw([25, 75, 150, 250, 500]));
    expect(others.verdict).toBe('no-longer-fits');
    expect(others.valueIndex).toBeGreaterThan(0.25);
    const silent = run(120, () => (random() < 0.6 ? null : draw(reference.counts)));
    expect(silent).toMatchObject({ verdict: 'no-longer-fits' });
    expect(silent.valueIndex).toBeLessThan(0.1);
  });

  it('forgets what is older than it pools, and windows without the feature count for nothing', () => {
    const monitor = createDriftMonitor([reference], { pooledWindows: 80, leastWindows: 60 });
    const feed = (windows: number, value: () => number | null): DriftReport | undefined => {
      let last: DriftReport | undefined;
      for (let window = 0; window < windows; window += 1) {
        for (let frame = 0; frame < 10; frame += 1) monitor.push('smile', value());
        [last] = monitor.endWindow();
      }
      return last;
    };
    expect(feed(80, () => draw([25, 75, 150, 250, 500]))?.verdict).toBe('no-longer-fits');
    expect(feed(80, fitting)?.verdict).toBe('fits');
    monitor.push('unknown', 1);
    expect(monitor.endWindow()[0]).toMatchObject({ windows: 80, verdict: 'fits' });
  });

  it('refuses references that fit no bins', () => {
    for (const broken of [{ edges: [1, 1] }, { edges: [2, 1] }, { counts: [1] }]) {
      expect(() => createDriftMonitor([{ ...reference, ...broken }])).toThrow(/^references: smile/);
    }
  });
});

/** Mulberry32: the same numbers on every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
