import { describe, expect, it } from 'vitest';
import { createNetworkActivity } from '../../sdk/voice/network-activity.ts';
import { NETWORK_BLOCK, NETWORK_CONTEXT, type SpeechNetwork } from '../../sdk/voice/speech-network.ts';

const block = (value: number): Float32Array => new Float32Array(NETWORK_BLOCK).fill(value);

/** Answers with the first new sample of what it gets, and notes what it was asked. */
function listen(
  answer: (window: Float32Array) => Promise<number> = async (window) => window[NETWORK_CONTEXT] ?? 0,
) {
  const asked: number[] = [];
  const problems: unknown[] = [];
  let resets = 0;
  const network: SpeechNetwork = {
    infer: (window) => {
      asked.push(Math.round(1000 * (window[NETWORK_CONTEXT] ?? 0)));
      return answer(window);
    },
    reset: () => {
      resets++;
    },
  };
  const activity = createNetworkActivity(network, (cause) => problems.push(cause));
  const push = async (value: number, worthHearing: boolean): Promise<void> => {
    activity.push(block(value), worthHearing);
    await activity.settled();
  };
  return { activity, push, asked, problems, resets: () => resets };
}

describe('createNetworkActivity', () => {
  it('asks nothing of silence, and says that nobody speaks', async () => {
    const { activity, push, asked } = listen();
    for (let i = 0; i < 50; i++) await push(0.1, false);
    expect(asked).toEqual([]);
    expect(activity.at(49 * NETWORK_BLOCK)).toBe(0);
  });

  it('hears speech with the two blocks before it, and ten blocks beyond its end', async () => {
    const { activity, push, asked } = listen();
    for (let i = 0; i < 20; i++) await push(i / 1000, i === 5);
    expect(asked).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]);
    expect(activity.at(14 * NETWORK_BLOCK)).toBeCloseTo(0.014, 6);
    expect(activity.at(15 * NETWORK_BLOCK)).toBe(0);
    expect(activity.at(20 * NETWORK_BLOCK)).toBe(0);
    expect(activity.at(25 * NETWORK_BLOCK)).toBeNaN();
  });

  it('gives the network the samples before each block as context', async () => {
    const contexts: number[] = [];
    const { push } = listen(async (window) => {
      contexts.push(Math.round(1000 * (window[0] ?? 0)));
      return 0.5;
    });
    for (let i = 1; i < 4; i++) await push(i / 1000, true);
    expect(contexts).toEqual([0, 1, 2]);
  });

  it('lets the network forget after a second unheard, and at a gap', async () => {
    const { activity, push, resets } = listen();
    await push(0.1, true);
    const before = resets();
    for (let i = 0; i < 15; i++) await push(0.1, false);
    await push(0.1, true);
    expect(resets()).toBe(before);
    for (let i = 0; i < 45; i++) await push(0.1, false);
    await push(0.1, true);
    expect(resets()).toBe(before + 1);
    activity.reset();
    expect(activity.at(0)).toBeNaN();
    await push(0.1, true);
    expect(resets()).toBe(before + 2);
  });

  it('tells once that the network failed, and knows nothing from then on', async () => {
    const { activity, push, problems } = listen(async () => Promise.reject(new Error('out of memory')));
    for (let i = 0; i < 5; i++) await push(0.1, true);
    expect(problems).toHaveLength(1);
    expect(activity.at(4 * NETWORK_BLOCK)).toBeNaN();
  });
});
