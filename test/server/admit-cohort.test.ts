import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { admitCohort, type CohortBlock } from '../../sdk/server/admit-cohort.ts';

vi.setConfig({ testTimeout: 60_000 });

const people = Array.from({ length: 16 }, (_, index) => `p${index}`);
const k = 5;

/** A meeting: in each window some people's contribution flips between being there and not. */
const meetings = fc
  .array(fc.uniqueArray(fc.nat({ max: people.length - 1 }), { maxLength: 6 }), {
    minLength: 2,
    maxLength: 14,
  })
  .map((flips) => {
    let present = new Set(people.slice(0, 10));
    return flips.map((changed) => {
      const next = new Set(present);
      for (const index of changed) {
        const person = people[index] ?? '';
        if (!next.delete(person)) next.add(person);
      }
      present = next;
      return next;
    });
  });

/** The cohorts that a rule publishes over a meeting. */
function publishedBy(windows: readonly ReadonlySet<string>[]): ReadonlySet<string>[] {
  let blocks: readonly CohortBlock[] = [];
  const published: ReadonlySet<string>[] = [];
  for (const contributors of windows) {
    const admission = admitCohort(blocks, contributors, k);
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
    const found = fc.sample(meetings, { numRuns: 300, seed: 7 }).some((windows) => {
      return isolated(publishedNaively(windows)).length > 0;
    });
    expect(found).toBe(true);
  });

  test('blocks stay disjoint, of three or more, and every cohort is of k or more contributors', () => {
    fc.assert(
      fc.property(meetings, (windows) => {
        let blocks: readonly CohortBlock[] = [];
        for (const contributors of windows) {
          const admission = admitCohort(blocks, contributors, k);
          if (admission === null) continue;
          blocks = admission.blocks;
          expect(admission.members.size).toBeGreaterThanOrEqual(k);
          for (const member of admission.members) expect(contributors).toContain(member);
          for (const block of blocks) {
            expect(block.length).toBeGreaterThanOrEqual(3);
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
  const first = admitCohort([], new Set(eight), k);

  test('a first cohort needs k contributors', () => {
    expect(first?.members).toEqual(new Set(eight));
    expect(admitCohort([], new Set(people.slice(0, 4)), k)).toBeNull();
  });

  test('one or two newcomers wait while the others go on, three come in', () => {
    const nine = admitCohort(first?.blocks ?? [], new Set(people.slice(0, 10)), k);
    expect(nine?.members).toEqual(new Set(eight));
    const eleven = admitCohort(first?.blocks ?? [], new Set(people.slice(0, 11)), k);
    expect(eleven?.members.size).toBe(11);
  });

  test('one or two leavers withhold the window, three do not', () => {
    expect(admitCohort(first?.blocks ?? [], new Set(people.slice(0, 7)), k)).toBeNull();
    expect(admitCohort(first?.blocks ?? [], new Set(people.slice(0, 6)), k)).toBeNull();
    expect(admitCohort(first?.blocks ?? [], new Set(people.slice(0, 5)), k)?.members.size).toBe(5);
  });
});
