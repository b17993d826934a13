import { analyseSound } from '../evaluate/analyse-sound.ts';
import { readSound } from '../evaluate/read-sound.ts';
import { compareGolden, type GoldenDifferences } from './compare-golden.ts';
import { GOLDEN_RATE_HZ, goldenSounds } from './golden-sounds.ts';
import { goldenSpeech } from './golden-speech.ts';
import { readGoldenValues } from './golden-values.ts';

/** A sound's differences from Praat. */
export interface GoldenComparison {
  readonly name: string;
  readonly isSpeech: boolean;
  readonly differences: GoldenDifferences;
}

/** Runs the shipped analysis over every golden sound that is there. */
export async function measureGolden(): Promise<readonly GoldenComparison[]> {
  const values = await readGoldenValues();
  const generated = goldenSounds().map(({ name, samples }) => ({
    name,
    isSpeech: false,
    read: async () => ({ samples, rateHz: GOLDEN_RATE_HZ }),
  }));
  const speech = goldenSpeech()
    .filter(({ isPresent }) => isPresent)
    .map(({ name, file }) => ({ name, isSpeech: true, read: () => readSound(file) }));
  const comparisons: GoldenComparison[] = [];
  for (const { name, isSpeech, read } of [...generated, ...speech]) {
    const golden = values[name];
    if (golden === undefined) throw new Error(`there are no golden values of '${name}': npm run golden`);
    const { frames } = await analyseSound(await read(), null);
    comparisons.push({ name, isSpeech, differences: compareGolden(frames, golden) });
  }
  return comparisons;
}
