import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test, vi } from 'vitest';
import { vectorLength } from '../../../sdk/meeting/contribution-vector.ts';
import { addNoise } from '../../../sdk/server/privacy/add-noise.ts';
import { expectedStandardError, planPrivacy } from '../../../sdk/server/privacy/privacy-plan.ts';
import {
  type RandomBytes,
  sampleDiscreteLaplace,
} from '../../../sdk/server/privacy/sample-discrete-laplace.ts';

vi.setConfig({ testTimeout: 60_000 });

/** The same bytes in every run: SHA-256 in counter mode. */
function seeded(seed: string): RandomBytes {
  let counter = 0;
  let pool = new Uint8Array();
  return (count) => {
    while (pool.length < count) {
      counter += 1;
      const block = createHash('sha256').update(`${seed} ${counter}`).digest();
      pool = Uint8Array.from([...pool, ...block]);
    }
    const bytes = pool.slice(0, count);
    pool = pool.slice(count);
    return bytes;
  };
}

describe('sampleDiscreteLaplace', () => {
  test.each([
    [1n, 2n],
    [2n, 1n],
    [3n, 20n],
  ])('has the distribution that it should have, at an inverse scale of %d / %d', (numerator, denominator) => {
    const random = seeded(`${numerator}/${denominator}`);
    const samples = 20_000;
    const seen = new Map<number, number>();
    for (let index = 0; index < samples; index += 1) {
      const value = Number(sampleDiscreteLaplace(numerator, denominator, random));
      seen.set(value, (seen.get(value) ?? 0) + 1);
    }
    const q = Math.exp(-Number(numerator) / Number(denominator));
    const expected = (value: number): number => ((1 - q) / (1 + q)) * q ** Math.abs(value) * samples;
    // Pearson's chi-squared over the cells in which at least five are to be expected.
    let chiSquared = 0;
    let cells = 0;
    for (let value = -200; value <= 200; value += 1) {
      if (expected(value) < 5) continue;
      chiSquared += ((seen.get(value) ?? 0) - expected(value)) ** 2 / expected(value);
      cells += 1;
    }
    // About its mean plus four standard deviations.
    expect(chiSquared).toBeLessThan(cells + 4 * Math.sqrt(2 * cells));
    const mean = [...seen].reduce((sum, [value, count]) => sum + value * count, 0) / samples;
    const deviation = Math.sqrt(2 * q) / (1 - q);
    expect(Math.abs(mean)).toBeLessThan((4 * deviation) / Math.sqrt(samples));
  });

  test('takes no scale that is none', () => {
    expect(() => sampleDiscreteLaplace(0n, 1n)).toThrow(TypeError);
  });
});

describe('planPrivacy', () => {
  const points = (releases: number, signals: number): number =>
    Math.round(100 * expectedStandardError({ epsilon: 4, releases, signals, contributors: 20 }));

  test('20 people, epsilon 4: one window of four signals 14 points, thirty windows of even one signal 106', () => {
    expect(points(1, 4)).toBe(14);
    expect(points(30, 1)).toBe(106);
    expect(points(30, 4)).toBe(424);
  });

  test('the table of the README is what the code computes', () => {
    const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');
    const rows = [...readme.matchAll(/^\| (\d+) signals \| ([\d |]+)\|$/gm)];
    expect(rows.length).toBe(3);
    for (const [, signals, cells] of rows) {
      const told = (cells ?? '').split('|').map((cell) => Number(cell.trim()));
      expect(told).toEqual([1, 5, 30].map((releases) => points(releases, Number(signals))));
    }
  });

  test('refuses what would be noise, and says how much', () => {
    const two = { signals: ['speaking-share', 'turns'] as const };
    expect(() => planPrivacy({ epsilon: 4, releases: 30, ...two })).toThrow(
      /^privacy\.epsilon: 4 over 30 windows of 2 signals .* a standard error of 212 percentage points/,
    );
    expect(planPrivacy({ epsilon: 4, releases: 1, ...two }).standardError).toBeLessThan(0.15);
  });

  test.each([
    ['epsilon', { epsilon: 0, releases: 1 }],
    ['releases', { epsilon: 4, releases: 0.5 }],
    ['smallestGroup', { epsilon: 40, releases: 1, smallestGroup: 4 }],
    ['signals', { epsilon: 4, releases: 1, signals: [] }],
    ['maximumStandardError', { epsilon: 4, releases: 1, maximumStandardError: 2 }],
  ] as const)('names %s when it is out of range', (name, options) => {
    expect(() => planPrivacy(options)).toThrow(new RegExp(`^privacy\\.${name}: `));
  });
});

test('noise touches the planned signals alone, and its spread is the one that was told', () => {
  const plan = planPrivacy({ epsilon: 4, releases: 1, signals: ['turns'], smallestGroup: 20 });
  const sum = Array.from({ length: vectorLength }, (_, cell) => (cell === 0 ? 100 : 50));
  const random = seeded('noise');
  const errors: number[] = [];
  for (let index = 0; index < 2000; index += 1) {
    const noisy = addNoise(sum, plan, random);
    expect(noisy[0]).toBe(100);
    expect(noisy.filter((value) => value === 0).length).toBe(vectorLength - 7);
    errors.push((noisy[8] ?? 0) - 50);
  }
  const deviation = Math.sqrt(errors.reduce((total, error) => total + error ** 2, 0) / errors.length);
  expect(deviation / 20 / plan.standardError).toBeCloseTo(1, 1);
});
