import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { layOutCohorts } from '../../../sdk/server/secure/lay-out-cohorts.ts';

const limits = { k: 5, largest: 32, largestDraw: 1024 };
const people = (from: number, to: number): Set<string> =>
  new Set(Array.from({ length: to - from }, (_, index) => `p${from + index}`));

describe('a group', () => {
  test('that fits into one cohort is one, whatever it was before', () => {
    const layout = layOutCohorts(people(0, 32), [people(0, 12), people(12, 30)], new Set(), limits);
    expect(layout).toEqual({ cohorts: [people(0, 32)], toDraw: new Set() });
  });

  test('that does not is drawn, if nobody has a cohort', () => {
    const layout = layOutCohorts(people(0, 33), [], people(0, 33), limits);
    expect(layout).toEqual({ cohorts: [], toDraw: people(0, 33) });
  });

  test('keeps the cohorts that it has, and newcomers make one of their own once they are k', () => {
    const present = [people(0, 30)];
    expect(layOutCohorts(people(0, 34), present, people(30, 34), limits).cohorts).toEqual(present);
    expect(layOutCohorts(people(0, 35), present, people(30, 35), limits).cohorts).toEqual([
      ...present,
      people(30, 35),
    ]);
  });

  test('loses a cohort of which fewer than k are left', () => {
    const group = new Set([...people(0, 4), ...people(32, 64)]);
    expect(layOutCohorts(group, [people(0, 32), people(32, 64)], new Set(), limits).cohorts).toEqual([
      people(32, 64),
    ]);
  });

  test('never has anyone in two cohorts, nor a cohort under k or over the largest', () => {
    const sizes = fc.record({
      group: fc.integer({ min: 5, max: 200 }),
      cut: fc.integer({ min: 5, max: 32 }),
    });
    fc.assert(
      fc.property(sizes, fc.nat({ max: 8 }), ({ group, cut }, count) => {
        const present = Array.from({ length: count }, (_, index) => people(index * cut, (index + 1) * cut));
        const { cohorts, toDraw } = layOutCohorts(
          people(0, group),
          present,
          people(count * cut, group),
          limits,
        );
        const placed = [...cohorts.flatMap((cohort) => [...cohort]), ...toDraw];
        expect(new Set(placed).size).toBe(placed.length);
        for (const { size } of cohorts) {
          expect(size).toBeGreaterThanOrEqual(5);
          expect(size).toBeLessThanOrEqual(32);
        }
        if (toDraw.size > 0) expect(toDraw.size).toBeGreaterThan(32);
      }),
    );
  });
});
