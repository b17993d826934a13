/** Fewer people than this are never told apart by any combination of published sums. */
export const smallestDifference = 3;

/**
 * People who were always published together, or not at all, in every window of the meeting so far.
 * The blocks of a meeting are disjoint, and each has at least {@link smallestDifference} members.
 */
export type CohortBlock = readonly string[];

/** Who of the contributors may be summed, and the blocks that hold once the sum is published. */
export interface Admission {
  readonly members: ReadonlySet<string>;
  readonly blocks: readonly CohortBlock[];
}

/**
 * Chooses whom a window's sum may cover so that no differencing isolates fewer than three people.
 *
 * Comparing with the last published cohort alone is not enough: out of three cohorts that each differ by
 * three, a fourth combination can leave one person. So the meeting's whole history is kept as a partition
 * into blocks, and a cohort is a union of blocks. Every published sum is then a sum of block sums, and so
 * is any linear combination of them: whatever is computed covers whole blocks of three or more.
 *
 * - A block whose members all contribute is in; one of which nobody does is out.
 * - A block of which some contribute is split if both parts keep three members. Otherwise all of it stays
 *   out: those who are left wait until their block is complete again, or enough others have left it.
 * - Contributors who are in no block yet form a new one if they are three or more; fewer wait.
 *
 * @param blocks - as returned for the last published window of this meeting; empty before the first
 * @param contributors - participant ids with a contribution in this window
 * @param k - the smallest cohort that may be published
 * @returns `null` if what may be summed is fewer than `k`; the blocks then stay as they were
 */
export function admitCohort(
  blocks: readonly CohortBlock[],
  contributors: ReadonlySet<string>,
  k: number,
): Admission | null {
  const members = new Set<string>();
  const refined: CohortBlock[] = [];
  const known = new Set(blocks.flat());

  for (const block of blocks) {
    const present = block.filter((id) => contributors.has(id));
    const absent = block.filter((id) => !contributors.has(id));
    const whole = absent.length === 0;
    const divisible = present.length >= smallestDifference && absent.length >= smallestDifference;
    if (divisible) refined.push(present, absent);
    else refined.push(block);
    if (whole || divisible) for (const id of present) members.add(id);
  }

  const newcomers = [...contributors].filter((id) => !known.has(id));
  if (newcomers.length >= smallestDifference) {
    refined.push(newcomers);
    for (const id of newcomers) members.add(id);
  }
  return members.size < k ? null : { members, blocks: refined };
}
