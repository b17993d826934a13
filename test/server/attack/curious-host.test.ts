import { beforeAll, describe, expect, test, vi } from 'vitest';
import { enumerateLevels } from './enumerate-levels.ts';
import { type Observation, publishAsServiceDoes, publishNaively } from './publish-meeting.ts';
import { createRandom, createRandomMeeting, type RandomMeeting } from './random-meeting.ts';
import { meanOf, solveLevels } from './solve-levels.ts';

vi.setConfig({ hookTimeout: 120_000 });

/** How often an attack was right. */
interface Score {
  right: number;
  all: number;
}

const share = ({ right, all }: Score): number => right / all;
const newScore = (): Score => ({ right: 0, all: 0 });

function count(score: Score, isRight: boolean): void {
  score.all += 1;
  if (isRight) score.right += 1;
}

/** What a host makes of one way of publishing. */
interface Scores {
  /** Of two people who were not always there together, one high and one low: which is which? */
  readonly pairs: Score;
  /** Of someone who was not always there: high or low? */
  readonly people: Score;
  /** The same, guessed from the group's mean alone. */
  readonly guesses: Score;
  /** Per meeting, how many more were guessed right by solving than by the mean. */
  readonly gains: number[];
  /** Meetings that the solver could do nothing with. */
  unsolved: number;
}

const newScores = (): Scores => {
  return { pairs: newScore(), people: newScore(), guesses: newScore(), gains: [], unsolved: 0 };
};

/** From all that was published, an estimate of everyone's level; `null` if that is too much for it. */
type Solver = typeof enumerateLevels;

function attack(
  { people, levels, windows }: RandomMeeting,
  observations: readonly Observation[],
  blocks: readonly (readonly string[])[],
  scores: Scores,
  solve: Solver,
  random: () => number,
): void {
  if (observations.length === 0) return;
  const estimates = solve(people, observations);
  if (estimates === null) {
    scores.unsolved += 1;
    return;
  }
  const mean = meanOf(observations);
  const decide = (difference: number): boolean =>
    Math.abs(difference) < 1e-6 ? random() < 0.5 : difference > 0;
  const parted = (one: string, other: string): boolean =>
    windows.some((contributors) => contributors.has(one) !== contributors.has(other));

  for (const block of blocks) {
    for (const high of block.filter((id) => levels.get(id) === 1)) {
      for (const low of block.filter((id) => levels.get(id) === 0)) {
        if (!parted(high, low)) continue;
        count(scores.pairs, decide((estimates.get(high) ?? 0) - (estimates.get(low) ?? 0)));
      }
    }
  }
  const changing = people.filter((id) => {
    const times = windows.filter((contributors) => contributors.has(id)).length;
    return times > 0 && times < windows.length;
  });
  const byMean = decide(mean - 0.5);
  let gain = 0;
  for (const id of changing) {
    const isHigh = levels.get(id) === 1;
    const estimate = (estimates.get(id) ?? 0) - 0.5;
    // Where solving tells nothing of somebody, it is the mean that decides, as it was for the guess.
    const solved = Math.abs(estimate - (mean - 0.5)) < 1e-9 ? byMean : decide(estimate);
    count(scores.people, solved === isHigh);
    count(scores.guesses, byMean === isHigh);
    gain += Number(solved === isHigh) - Number(byMean === isHigh);
  }
  scores.gains.push(gain);
}

/** The gain per person, and its standard error with meetings as the units: people of one meeting aren't independent. */
function gainOf({ gains, people }: Scores): { readonly perPerson: number; readonly standardError: number } {
  const total = gains.reduce((sum, gain) => sum + gain, 0);
  const mean = total / gains.length;
  const variance = gains.reduce((sum, gain) => sum + (gain - mean) ** 2, 0) / (gains.length - 1);
  return { perPerson: total / people.all, standardError: Math.sqrt(variance * gains.length) / people.all };
}

/** Four standard errors of a fair coin, and the pairs of one meeting are not independent. */
const coinBound = ({ all }: Score): number => 4 * Math.sqrt((0.25 * 8) / all);

const groups = [
  { name: 'small, told in words', sizes: [8, 19], meetings: 4_000 },
  { name: 'large, told window by window', sizes: [25, 60], meetings: 3_000 },
] as const;

const solvers = [
  { solver: 'linear constraints', solve: solveLevels },
  { solver: 'enumeration', solve: enumerateLevels },
] as const satisfies readonly { solver: string; solve: Solver }[];

const attacks = groups.flatMap((group) => solvers.map((solver) => ({ ...group, ...solver })));

/** Other meetings are tried with `ATTACK_SEED=202 npx vitest run --project=node test/server/attack`. */
const seed = Number(process.env.ATTACK_SEED ?? 101);

describe.each(attacks)('a curious host, $meetings meetings, $solver: $name', (group) => {
  const ours = newScores();
  const naive = newScores();

  beforeAll(async () => {
    const random = createRandom(seed);
    const coin = createRandom(seed + 1);
    for (let round = 0; round < group.meetings; round += 1) {
      const meeting = createRandomMeeting(random, group.sizes);
      const { observations, blocks } = await publishAsServiceDoes(meeting);
      attack(meeting, observations, blocks, ours, group.solve, coin);
      attack(meeting, publishNaively(meeting), blocks, naive, group.solve, coin);
    }
    for (const [name, scores] of Object.entries({ ours, naive })) {
      const { perPerson, standardError } = gainOf(scores);
      console.log(
        `${group.name}, ${group.solver}, ${name}: pairs ${share(scores.pairs).toFixed(3)}, people ${share(scores.people).toFixed(3)} ` +
          `against ${share(scores.guesses).toFixed(3)} from the mean, gain ${perPerson.toFixed(4)} ± ${standardError.toFixed(4)}; ` +
          `${scores.unsolved} of ${group.meetings} unsolved`,
      );
    }
  });

  test('cannot tell one person from another better than by tossing a coin', () => {
    expect(ours.pairs.all).toBeGreaterThan(10_000);
    expect(Math.abs(share(ours.pairs) - 0.5)).toBeLessThan(coinBound(ours.pairs));
  });

  test('can tell the very same people apart where the mean of those present is published, from five on', () => {
    expect(naive.pairs.all).toBeGreaterThan(10_000);
    expect(share(naive.pairs)).toBeGreaterThan(0.8);
    expect(share(naive.people)).toBeGreaterThan(0.85);
    const { perPerson, standardError } = gainOf(naive);
    expect(perPerson - 4 * standardError).toBeGreaterThan(0.3);
  });

  test.runIf(group.sizes[1] < 20)(
    'learns of whoever comes or goes no more than the mean of the group says, to within four standard errors',
    () => {
      expect(ours.people.all).toBeGreaterThan(10_000);
      const { perPerson, standardError } = gainOf(ours);
      expect(Math.abs(perPerson)).toBeLessThan(Math.max(4 * standardError, 1e-9));
    },
  );

  test.runIf(group.sizes[0] >= 20)(
    'learns a little of five or more together when they come or go together, and that is what is left',
    () => {
      expect(ours.people.all).toBeGreaterThan(10_000);
      // A level that never changes, known rules and a known roster: what batches of five cost at the worst.
      const { perPerson, standardError } = gainOf(ours);
      expect(perPerson + 4 * standardError).toBeLessThan(0.03);
    },
  );
});
