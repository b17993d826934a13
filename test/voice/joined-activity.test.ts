import { describe, expect, it } from 'vitest';
import { createJoinedActivity } from '../../sdk/voice/joined-activity.ts';
import { createRelativeLevel } from '../../sdk/voice/relative-level.ts';

const DELAY = 3;

/** The joint after as many hops of levels over a background at -60 dBFS, the network held. */
function joint(levelsDbfs: readonly number[], networkProbability: number): number {
  const relative = createRelativeLevel();
  const activity = createJoinedActivity(DELAY);
  let probability = 0;
  for (const level of levelsDbfs) {
    relative.push(level, level + 60);
    activity.hear(relative.height, relative.softnessDb);
    probability = activity.push(networkProbability);
  }
  return probability;
}

const speech = new Array<number>(60).fill(-20);

describe('createJoinedActivity', () => {
  it('lets go of a pause that the network still takes for speech', () => {
    expect(joint(speech, 0.98)).toBeGreaterThan(0.9);
    expect(joint([...speech, ...new Array<number>(15).fill(-58)], 0.9)).toBeLessThan(0.5);
  });

  it('rises with the word of the network, and stays a probability at its extremes', () => {
    const rising = [0, 0.2, 0.5, 0.8, 1].map((network) => joint(speech, network));
    expect(rising).toEqual([...rising].sort((a, b) => a - b));
    for (const one of rising) expect(one > 0 && one < 1).toBe(true);
  });
});

describe('createRelativeLevel', () => {
  it('stands at 0 in the background, at 1 in speech, and claims no background within one held sound', () => {
    const relative = createRelativeLevel();
    relative.push(-20, 40);
    expect(relative.height).toBe(1);
    relative.push(-60, 0);
    expect(relative.height).toBe(0);
    const held = createRelativeLevel();
    for (let i = 0; i < 100; i++) held.push(-20, 0);
    expect(held.height).toBe(1);
  });
});
