import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { admitCohort, type CohortBlock } from '../../sdk/server/admit-cohort.ts';

vi.setConfig({ testTimeout: 60_000 });

const people = Array.from({ length: 32 }, (_, index) => `p${index}`);
const options = { k: 5 };
const { k } = options;

/** Meetings: in each window some people's contribution flips between being there and not. */
const meetingsOf = (size: number, atFirst: number, flips: number) =>
  fc
    .array(fc.uniqueArray(fc.nat({ max: size - 1 }), { maxLength: flips }), { minLength: 2, maxLength: 14 })
    .map((windows) => {
      let present = new Set(people.slice(0, atFirst));
      return windows.map((changed) => {
        const next = new Set(present);
        for (const index of changed) {
          const person = people[index] ?? '';
          if (!next.delete(person)) next.add(person);
        }
        present = next;
        return next;
      });
    });
const meetings = meetingsOf(32, 24, 9);

/** The cohorts that a rule publishes over a meeting. */
function publishedBy(windows: readonly ReadonlySet<string>[]): ReadonlySet<string>[] {
  let blocks: readonly CohortBlock[] = [];
  const published: ReadonlySet<string>[] = [];
  for (const contributors of windows) {
    const admission = admitCohort(blocks, contributors, options);
    if (admission === null) continue;
    blocks = admission.blocks;
    published.push(admission.members);
  }
  return published;
}

/** The rule that only looks at the cohort before: differs by 0 or at least 3 joiners, and 0 or at least 3 leavers. */
function publishedNaively(windows: readonly ReadonlySet<string>[]): ReadonlySet<string>[] {
  const published: ReadonlySet<string>[] = [];
  for (const contributors of windows) {
    const last = published.at(-1) ?? new Set<string>();
    const joiners = [...contributors].filter((id) => !last.has(id)).length;
    const leavers = [...last].filter((id) => !contributors.has(id)).length;
    const close = (count: number): boolean => count === 1 || count === 2;
    if (contributors.size >= k && !close(joiners) && !close(leavers)) published.push(contributors);
  }
  return published;
}

const prime = 2_147_483_647n;

function inverse(value: bigint): bigint {
  let result = 1n;
  let base = value;
  for (let exponent = prime - 2n; exponent > 0n; exponent >>= 1n) {
    if (exponent & 1n) result = (result * base) % prime;
    base = (base * base) % prime;
  }
  return result;
}

/** Rank by elimination modulo a large prime, exact for 0/1 matrices of this size. */
function rankOf(matrix: readonly (readonly bigint[])[]): number {
  const rows = matrix.map((row) => [...row]);
  let rank = 0;
  for (let column = 0; column < (rows[0]?.length ?? 0); column += 1) {
    const pivot = rows.findIndex((row, index) => index >= rank && row[column] !== 0n);
    if (pivot === -1) continue;
    const chosen = rows[pivot] ?? [];
    rows[pivot] = rows[rank] ?? [];
    rows[rank] = chosen;
    const scale = inverse(chosen[column] ?? 1n);
    for (let index = rank + 1; index < rows.length; index += 1) {
      const row = rows[index] ?? [];
      const factor = ((row[column] ?? 0n) * scale) % prime;
      rows[index] = row.map((value, at) => (((value - factor * (chosen[at] ?? 0n)) % prime) + prime) % prime);
    }
    rank += 1;
  }
  return rank;
}

/** Pairs of people (or one person) that some linear combination of the published sums isolates. */
function isolated(published: readonly ReadonlySet<string>[]): string[] {
  const matrix = published.map((cohort) => people.map((person) => (cohort.has(person) ? 1n : 0n)));
  if (matrix.length === 0) return [];
  const full = rankOf(matrix);
  return people.flatMap((first, i) =>
    people.slice(i).flatMap((second, offset) => {
      const j = i + offset;
      const without = matrix.map((row) => row.filter((_, column) => column !== i && column !== j));
      return rankOf(without) < full ? [`${first} ${second}`] : [];
    }),
  );
}

describe('admitCohort', () => {
  test('no linear combination of the sums of a whole meeting isolates one or two people', () => {
    fc.assert(
      fc.property(meetings, (windows) => {
        expect(isolated(publishedBy(windows))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('the same attack does succeed against the rule that looks at the cohort before only', () => {
    const found = fc.sample(meetingsOf(16, 10, 6), { numRuns: 300, seed: 7 }).some((windows) => {
      return isolated(publishedNaively(windows)).length > 0;
    });
    expect(found).toBe(true);
  });

  test('blocks stay disjoint, of five or more, and every cohort is of k or more contributors', () => {
    fc.assert(
      fc.property(meetings, (windows) => {
        let blocks: readonly CohortBlock[] = [];
        for (const contributors of windows) {
          const admission = admitCohort(blocks, contributors, options);
          if (admission === null) continue;
          blocks = admission.blocks;
          expect(admission.members.size).toBeGreaterThanOrEqual(k);
          for (const member of admission.members) expect(contributors).toContain(member);
          for (const block of blocks) {
            expect(block.length).toBeGreaterThanOrEqual(5);
            const inside = block.filter((id) => admission.members.has(id)).length;
            expect([0, block.length]).toContain(inside);
          }
          expect(new Set(blocks.flat()).size).toBe(blocks.flat().length);
        }
      }),
      { numRuns: 500 },
    );
  });

  const eight = people.slice(0, 8);
  const first = admitCohort([], new Set(eight), options);
  const many = Array.from({ length: 40 }, (_, index) => `m${index}`);
  const series = admitCohort([], new Set(many.slice(0, 30)), options);
  const missing = (...ids: readonly string[]): ReadonlySet<string> =>
    new Set(many.slice(0, 30).filter((id) => !ids.includes(id)));

  test('a first cohort needs k contributors', () => {
    expect(first?.members).toEqual(new Set(eight));
    expect(admitCohort([], new Set(people.slice(0, 4)), options)).toBeNull();
  });

  test('a small group is the same people or nobody, whoever comes or goes', () => {
    expect(admitCohort(first?.blocks ?? [], new Set(people.slice(0, 19)), options)?.members).toEqual(
      new Set(eight),
    );
    for (const left of [7, 6, 5]) {
      expect(admitCohort(first?.blocks ?? [], new Set(people.slice(0, left)), options)).toBeNull();
    }
    expect(admitCohort(first?.blocks ?? [], new Set(people.slice(1, 19)), options)).toBeNull();
  });

  test('a small group that grows to twenty is part of the series', () => {
    const grown = admitCohort(first?.blocks ?? [], new Set([...eight, ...many.slice(0, 12)]), options);
    expect(grown?.members.size).toBe(20);
    expect(admitCohort(grown?.blocks ?? [], new Set(eight), options)).toBeNull();
  });

  test('of a series four newcomers wait while the others go on, five come in', () => {
    expect(admitCohort(series?.blocks ?? [], new Set(many.slice(0, 34)), options)?.members.size).toBe(30);
    expect(admitCohort(series?.blocks ?? [], new Set(many.slice(0, 35)), options)?.members.size).toBe(35);
  });

  test('of a series one who leaves takes four along, and all five come back together', () => {
    const one = admitCohort(series?.blocks ?? [], missing('m7'), options);
    expect(one?.members.size).toBe(25);
    expect(one?.blocks.map(({ length }) => length).sort()).toEqual([25, 5]);
    // One of those put aside leaves too: it costs nobody else anything.
    expect(admitCohort(one?.blocks ?? [], missing('m7', 'm0'), options)?.members).toEqual(one?.members);
    expect(admitCohort(one?.blocks ?? [], missing(), options)?.members.size).toBe(30);
    // Another one takes four more.
    expect(admitCohort(one?.blocks ?? [], missing('m7', 'm20'), options)?.members.size).toBe(20);
    const three = admitCohort(one?.blocks ?? [], missing('m7', 'm20'), options);
    expect(admitCohort(three?.blocks ?? [], missing('m7', 'm20', 'm28'), options)).toBeNull();
  });

  test('one cohort of several needs k, for twenty is asked of all of them together', () => {
    const part = admitCohort([], new Set(many.slice(0, 16)), { k, isPart: true });
    expect(part?.members.size).toBe(16);
    const other = admitCohort(part?.blocks ?? [], new Set(many.slice(16, 33)), { k, isPart: true });
    expect(other?.members).toEqual(new Set(many.slice(16, 33)));
    expect(other?.blocks).toHaveLength(2);
  });
});
