import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { publishHistogram } from '../../sdk/server/publish-histogram.ts';

vi.setConfig({ testTimeout: 60_000 });

const cells = 6;
/** Every proper, non-empty set of cells, as a bit mask. */
const subsets = Array.from({ length: 2 ** cells - 2 }, (_, index) => index + 1);

function* countsOf(total: number, length: number): Generator<number[]> {
  if (length === 1) {
    yield [total];
    return;
  }
  for (let first = 0; first <= total; first += 1) {
    for (const rest of countsOf(total - first, length - 1)) yield [first, ...rest];
  }
}

function inSubset(counts: readonly number[], subset: number): number {
  return counts.reduce((sum, count, cell) => sum + ((subset >> cell) & 1 ? count : 0), 0);
}

/**
 * What someone can work out who knows the rule, the exact number of contributors and, beyond what is
 * published, the exact count of each band: for each output and each set of cells, all the counts it may have.
 */
function findDisclosures(total: number, publish: (counts: readonly number[]) => unknown): string[] {
  const possible = new Map<string, Set<number>[]>();
  for (const counts of countsOf(total, cells)) {
    const output = JSON.stringify(publish(counts));
    const sets = possible.get(output) ?? subsets.map(() => new Set<number>());
    possible.set(output, sets);
    subsets.forEach((subset, index) => {
      sets[index]?.add(inSubset(counts, subset));
    });
  }
  return [...possible].flatMap(([output, sets]) =>
    sets.flatMap((set, index) =>
      [...set].every((count) => count === 1 || count === 2) ? [`${output}: cells ${subsets[index]}`] : [],
    ),
  );
}

function withExactCounts(counts: readonly number[], step: number): unknown {
  const published = publishHistogram('smile-share', counts, step);
  const exact = published.bands.map((band) =>
    counts.slice(band.fromBin, band.toBin + 1).reduce((sum, count) => sum + count, 0),
  );
  return [published, exact];
}

describe('publishHistogram', () => {
  test.each([5, 6, 7, 8, 9, 10, 11, 12, 13])(
    'with %i contributors nothing published lets anyone compute that one or two are in any set of bins',
    (total) => {
      expect(findDisclosures(total, (counts) => publishHistogram('smile-share', counts, 0.1))).toEqual([]);
      expect(findDisclosures(total, (counts) => withExactCounts(counts, 0.1))).toEqual([]);
    },
  );

  // Quarters are what a series of fewer than fifty is told in.
  test.each([20, 21, 22])('nor with %i contributors, in quarters', (total) => {
    const publish = (counts: readonly number[]): unknown => publishHistogram('smile-share', counts, 0.25);
    expect(findDisclosures(total, publish)).toEqual([]);
    expect(findDisclosures(total, (counts) => withExactCounts(counts, 0.25))).toEqual([]);
  });

  test('the same attack does succeed against counts of which merely those under three are left out', () => {
    const naive = (counts: readonly number[]): unknown => counts.map((count) => (count < 3 ? null : count));
    expect(findDisclosures(8, naive)).not.toEqual([]);
  });

  test('every band and what lies outside all bands covers at least three people', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 60 }), { minLength: cells, maxLength: cells }), (counts) => {
        const total = counts.reduce((sum, count) => sum + count, 0);
        fc.pre(total >= 5);
        const { bands, bins, abstained } = publishHistogram('valence', counts, 0.1);
        const inBands = bands.map((band) =>
          counts.slice(band.fromBin, band.toBin + 1).reduce((sum, count) => sum + count, 0),
        );
        for (const count of inBands) {
          expect(count).toBeGreaterThanOrEqual(3);
          expect(count).toBeLessThanOrEqual(total - 3);
        }
        const rest = total - inBands.reduce((sum, count) => sum + count, 0);
        expect(rest).toBeGreaterThanOrEqual(3);
        bands.forEach((band, index) => {
          expect(band.fromBin).toBeGreaterThan(bands[index - 1]?.toBin ?? -1);
          expect(band.share).toBeCloseTo((inBands[index] ?? 0) / total, 0);
          expect(Math.round(band.share * 10) / 10).toBe(band.share);
        });
        bins.forEach((share, bin) => {
          const own = bands.find((band) => band.fromBin === bin && band.toBin === bin);
          expect(share).toBe(own?.share ?? null);
        });
        if (abstained !== null) expect(counts[5]).toBeGreaterThanOrEqual(3);
      }),
      { numRuns: 1000 },
    );
  });

  test('eight who differ are shown as two halves, the upper one with those who abstained', () => {
    expect(publishHistogram('smile-share', [2, 2, 1, 1, 1, 1], 0.1)).toEqual({
      signal: 'smile-share',
      bands: [{ fromBin: 0, toBin: 1, share: 0.5 }],
      bins: [null, null, null, null, null],
      abstained: null,
    });
  });

  test('a large group is shown bin by bin', () => {
    expect(publishHistogram('speaking-share', [10, 8, 6, 4, 4, 8], 0.1)).toEqual({
      signal: 'speaking-share',
      bands: [0.3, 0.2, 0.2, 0.1, 0.1].map((share, bin) => ({ fromBin: bin, toBin: bin, share })),
      bins: [0.3, 0.2, 0.2, 0.1, 0.1],
      abstained: 0.2,
    });
  });

  test('a group that is all alike is not shown, and neither is one of five', () => {
    expect(publishHistogram('smile-share', [0, 0, 9, 0, 0, 0], 0.1).bands).toEqual([]);
    expect(publishHistogram('smile-share', [0, 1, 8, 0, 0, 0], 0.1).bands).toEqual([]);
    expect(publishHistogram('smile-share', [3, 0, 0, 2, 0, 0], 0.1).bands).toEqual([]);
  });
});
