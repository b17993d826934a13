import { createSyllableCounter } from '../../sdk/behaviour/create-syllable-counter.ts';
import { analyseSound } from './analyse-sound.ts';
import { bootstrap } from './bootstrap.ts';
import { needNumber } from './read-manifest.ts';
import type { Task } from './task.ts';

interface SyllableOutcome {
  readonly counted: number;
  readonly truth: number;
  readonly realTimeFactor: number;
}

/** Syllables against a count by hand: mean absolute and mean signed error, relative to the count. */
export const syllableTask: Task<SyllableOutcome> = {
  usesNetwork: true,
  async measure(row, context) {
    const truth = needNumber(row, 'syllables', 1);
    const sound = await context.read(row);
    const { frames, realTimeFactor } = await analyseSound(sound, context.network);
    const counter = createSyllableCounter();
    let counted = 0;
    for (const frame of frames) counted += counter.push(frame);
    return { counted, truth, realTimeFactor };
  },
  figures(outcomes) {
    const mean = (of: (one: SyllableOutcome) => number) =>
      bootstrap(outcomes, (all) => all.reduce((sum, one) => sum + of(one), 0) / all.length);
    return {
      relativeError: mean(({ counted, truth }) => Math.abs(counted - truth) / truth),
      bias: mean(({ counted, truth }) => (counted - truth) / truth),
      realTimeFactor: mean((one) => one.realTimeFactor),
    };
  },
};
