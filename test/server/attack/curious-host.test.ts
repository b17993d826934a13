import { beforeAll, describe, expect, test } from 'vitest';
import { type Observation, publishAsServiceDoes, publishNaively } from './publish-meeting.ts';
import { createRandom, createRandomMeeting, type RandomMeeting } from './random-meeting.ts';
import { meanOf, solveLevels } from './solve-levels.ts';

const meetings = 4_000;

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
}

function attack(
  { people, levels, windows }: RandomMeeting,
  observations: readonly Observation[],
  blocks: readonly (readonly string[])[],
  scores: Scores,
  random: () => number,
): void {
  if (observations.length === 0) return;
  const estimates = solveLevels(people, observations);
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
    const times = observations.filter(({ covered }) => covered.has(id)).length;
    return times > 0 && times < observations.length;
  });
  for (const id of changing) {
    const isHigh = levels.get(id) === 1;
    count(scores.people, decide((estimates.get(id) ?? 0) - 0.5) === isHigh);
    count(scores.guesses, decide(mean - 0.5) === isHigh);
  }
}

describe(`a curious host with all that was published in ${meetings} random meetings`, () => {
  const ours: Scores = { pairs: newScore(), people: newScore(), guesses: newScore() };
  const naive: Scores = { pairs: newScore(), people: newScore(), guesses: newScore() };

  beforeAll(() => {
    const random = createRandom(2017);
    for (let round = 0; round < meetings; round += 1) {
      const meeting = createRandomMeeting(random);
      const { observations, blocks } = publishAsServiceDoes(meeting);
      attack(meeting, observations, blocks, ours, random);
      attack(meeting, publishNaively(meeting), blocks, naive, random);
    }
  });

  test('cannot tell one person from another better than by tossing a coin', () => {
    expect(ours.pairs.all).toBeGreaterThan(10_000);
    // Four standard errors of a fair coin, and the pairs of one meeting are not independent.
    expect(Math.abs(share(ours.pairs) - 0.5)).toBeLessThan(4 * Math.sqrt((0.25 * 8) / ours.pairs.all));
  });

  test('can tell the very same people apart where the mean of those present is published, from five on', () => {
    expect(naive.pairs.all).toBeGreaterThan(10_000);
    expect(share(naive.pairs)).toBeGreaterThan(0.8);
    expect(share(naive.people)).toBeGreaterThan(0.9);
  });

  test('learns of three or more together when they come or go together, and that is what is left', () => {
    // A level that never changes, known rules and a known roster: what batches of three cost at the worst.
    expect(share(ours.people) - share(ours.guesses)).toBeLessThan(0.12);
    expect(share(naive.people) - share(naive.guesses)).toBeGreaterThan(0.3);
  });
});
