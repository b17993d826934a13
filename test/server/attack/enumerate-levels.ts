import type { Observation } from './publish-meeting.ts';
import { meanOf } from './solve-levels.ts';

/** Among how many possibilities a host is given up to look, per meeting. */
const mostSteps = 400_000;

/** People whom no published sum parts: which of them are high cannot be told, only how many. */
interface Class {
  readonly members: readonly string[];
  /** Which of the constraints cover them. */
  readonly constraints: readonly number[];
}

/**
 * The best that any host can do with what was published: for every way in which the levels may lie (each person high
 * or low by the toss of a coin, which is how the meetings are made) whether the very same would have been published,
 * and of those that are left how often each person is high. This is the Bayesian posterior, exactly.
 *
 * @returns `null` where there are too many ways to count
 */
export function enumerateLevels(
  people: readonly string[],
  observations: readonly Observation[],
): ReadonlyMap<string, number> | null {
  const constraints = merged(observations);
  const classes = classesOf(people, constraints);
  const sums = constraints.map(() => 0);
  const open = constraints.map(({ covered }) => covered.size);
  const chosen = classes.map(() => 0);
  const weighted = classes.map(() => 0);
  let total = 0;
  let steps = 0;

  function look(depth: number, weight: number): boolean {
    const own = classes[depth];
    if (own === undefined) {
      total += weight;
      for (let index = 0; index < chosen.length; index += 1) {
        weighted[index] = (weighted[index] ?? 0) + weight * (chosen[index] ?? 0);
      }
      return true;
    }
    const size = own.members.length;
    let ways = 1;
    for (const index of own.constraints) open[index] = (open[index] ?? 0) - size;
    for (let high = 0; high <= size; high += 1) {
      steps += 1;
      if (steps > mostSteps) return false;
      if (fits(own, high)) {
        chosen[depth] = high;
        for (const index of own.constraints) sums[index] = (sums[index] ?? 0) + high;
        if (!look(depth + 1, weight * ways)) return false;
        for (const index of own.constraints) sums[index] = (sums[index] ?? 0) - high;
      }
      ways = (ways * (size - high)) / (high + 1);
    }
    for (const index of own.constraints) open[index] = (open[index] ?? 0) + size;
    return true;
  }

  function fits({ constraints: own }: Class, high: number): boolean {
    return own.every((index) => {
      const constraint = constraints[index];
      const sum = (sums[index] ?? 0) + high;
      return (
        constraint !== undefined &&
        sum <= constraint.highAtMost &&
        sum + (open[index] ?? 0) >= constraint.highAtLeast
      );
    });
  }

  if (!look(0, 1) || total === 0) return null;
  const mean = meanOf(observations);
  const levels = new Map(people.map((id) => [id, mean]));
  for (const [index, { members }] of classes.entries()) {
    for (const id of members) levels.set(id, (weighted[index] ?? 0) / total / members.length);
  }
  return levels;
}

/** Sums over the same people are one constraint, the narrowest that all of them leave. */
function merged(observations: readonly Observation[]): readonly Observation[] {
  const byPeople = new Map<string, Observation>();
  for (const observation of observations) {
    const name = [...observation.covered].sort().join(' ');
    const before = byPeople.get(name) ?? observation;
    byPeople.set(name, {
      covered: observation.covered,
      highAtLeast: Math.max(before.highAtLeast, observation.highAtLeast),
      highAtMost: Math.min(before.highAtMost, observation.highAtMost),
    });
  }
  return [...byPeople.values()];
}

function classesOf(people: readonly string[], constraints: readonly Observation[]): readonly Class[] {
  const classes = new Map<string, { members: string[]; constraints: readonly number[] }>();
  for (const id of people) {
    const own = constraints.flatMap(({ covered }, index) => (covered.has(id) ? [index] : []));
    if (own.length === 0) continue;
    const known = classes.get(String(own)) ?? { members: [], constraints: own };
    classes.set(String(own), known);
    known.members.push(id);
  }
  // Those that most constraints hold come first, so that what cannot be is left early.
  return [...classes.values()].sort((one, other) => other.constraints.length - one.constraints.length);
}
