import { smallestBatch, smallestSeries } from '../meeting/smallest-group.ts';

/**
 * People who were always published together, or not at all, in every window of the meeting so far.
 * The blocks of a meeting are disjoint, and each has at least {@link smallestBatch} members.
 */
export type CohortBlock = readonly string[];

/** Who of the contributors may be summed, and the blocks that hold once the sum is published. */
export interface Admission {
  readonly members: ReadonlySet<string>;
  readonly blocks: readonly CohortBlock[];
}

/** What a cohort is for. */
export interface AdmissionOptions {
  /** The smallest cohort that may be summed. */
  readonly k: number;
  /** It is one of several that are published as one sum, so that how many it has is not how many are shown. */
  readonly isPart?: boolean;
}

/**
 * Chooses whom a window's sum may cover so that no differencing isolates fewer than five people.
 *
 * Comparing with the last published cohort alone is not enough: out of three cohorts that each differ by
 * five, a fourth combination can leave one person. So the meeting's whole history is kept as a partition
 * into blocks, and a cohort is a union of blocks. Every published sum is then a sum of block sums, and so
 * is any linear combination of them: whatever is computed covers whole blocks of five or more.
 *
 * - A block whose members all contribute is in; one of which nobody does is out.
 * - A block of which some contribute is split if both parts keep five members. If fewer than five are missing
 *   from a block of ten or more, as many others are put aside with them as make five, and the rest goes on: one person
 *   who leaves costs the group four more, not everyone. They are back as soon as all five are.
 * - Contributors who are in no block yet form a new one if they are five or more; fewer wait.
 *
 * A group of fewer than {@link smallestSeries} is always published as the same people, those it began with, and
 * only when all of them contribute: two different sums of a small group would tell of what lies between them. If it
 * grows to a series they are part of it; a series that shrinks below that is not published any more.
 *
 * @param blocks - as returned for the last published window of this meeting; empty before the first
 * @param contributors - participant ids with a contribution in this window
 * @returns `null` if nothing may be summed; the blocks then stay as they were
 */
export function admitCohort(
  blocks: readonly CohortBlock[],
  contributors: ReadonlySet<string>,
  { k, isPart = false }: AdmissionOptions,
): Admission | null {
  const [first] = blocks;
  if (first === undefined) return contributors.size < k ? null : beginWith(contributors);
  const refined = refine(blocks, contributors);
  const size = refined.members.size;
  if (size >= smallestSeries || (isPart && size >= k)) return refined;
  const isSmall = blocks.length === 1 && first.length < smallestSeries && first.length >= k;
  if (isPart || !isSmall || !first.every((id) => contributors.has(id))) return null;
  return { members: new Set(first), blocks };
}

function beginWith(contributors: ReadonlySet<string>): Admission {
  return { members: new Set(contributors), blocks: [[...contributors]] };
}

function refine(blocks: readonly CohortBlock[], contributors: ReadonlySet<string>): Admission {
  const members = new Set<string>();
  const refined: CohortBlock[] = [];
  const take = (ids: readonly string[]): void => {
    refined.push(ids);
    for (const id of ids) members.add(id);
  };
  for (const block of blocks) {
    const present = block.filter((id) => contributors.has(id));
    const absent = block.filter((id) => !contributors.has(id));
    const toAbsent = absent.length === 0 ? 0 : Math.max(0, smallestBatch - absent.length);
    if (present.length - toAbsent < smallestBatch) refined.push(block);
    else {
      take(present.slice(toAbsent));
      if (absent.length > 0) refined.push([...absent, ...present.slice(0, toAbsent)]);
    }
  }
  const known = new Set(blocks.flat());
  const newcomers = [...contributors].filter((id) => !known.has(id));
  if (newcomers.length >= smallestBatch) take(newcomers);
  return { members, blocks: refined };
}
