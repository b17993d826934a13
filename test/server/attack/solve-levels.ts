import type { Observation } from './publish-meeting.ts';

/**
 * The host's best estimate of everyone's level, by least squares over all linear constraints that the
 * observations make, drawn a little to the group's mean (ridge regression, solved by elimination).
 *
 * @returns per person the estimate, from about 0 to about 1
 */
export function solveLevels(
  people: readonly string[],
  observations: readonly Observation[],
): ReadonlyMap<string, number> {
  const mean = meanOf(observations);
  const size = people.length;
  const normal = people.map((_, row) => people.map((_, column) => (row === column ? 0.05 : 0) as number));
  const right = people.map(() => 0);
  for (const { covered, highAtLeast, highAtMost } of observations) {
    const members = people.flatMap((id, index) => (covered.has(id) ? [index] : []));
    // A constraint counts the more, the less it leaves open.
    const weight = 1 / (1 + highAtMost - highAtLeast) ** 2;
    const excess = (highAtLeast + highAtMost) / 2 - mean * members.length;
    for (const row of members) {
      right[row] = (right[row] ?? 0) + weight * excess;
      const cells = normal[row];
      if (cells !== undefined) for (const column of members) cells[column] = (cells[column] ?? 0) + weight;
    }
  }
  const solved = eliminate(normal, right, size);
  return new Map(people.map((id, index) => [id, mean + (solved[index] ?? 0)]));
}

/** Of those that were ever covered, the share that was high. */
export function meanOf(observations: readonly Observation[]): number {
  const people = observations.reduce((sum, { covered }) => sum + covered.size, 0);
  const high = observations.reduce((sum, each) => sum + (each.highAtLeast + each.highAtMost) / 2, 0);
  return people === 0 ? 0.5 : high / people;
}

function eliminate(matrix: number[][], right: readonly number[], size: number): number[] {
  const rows = matrix.map((row, index) => [...row, right[index] ?? 0]);
  for (let pivot = 0; pivot < size; pivot += 1) {
    const row = rows[pivot] ?? [];
    const scale = row[pivot] ?? 1;
    for (let other = 0; other < size; other += 1) {
      const target = rows[other];
      if (other === pivot || target === undefined) continue;
      const factor = (target[pivot] ?? 0) / scale;
      if (factor === 0) continue;
      for (let column = pivot; column <= size; column += 1) {
        target[column] = (target[column] ?? 0) - factor * (row[column] ?? 0);
      }
    }
  }
  return rows.map((row, index) => (row[size] ?? 0) / (row[index] ?? 1));
}
