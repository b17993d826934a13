import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { readSound } from './evaluate/read-sound.ts';
import { askPraat, praatVersion } from './golden/ask-praat.ts';
import { GOLDEN_RATE_HZ, goldenSounds } from './golden/golden-sounds.ts';
import { goldenSpeech } from './golden/golden-speech.ts';
import { goldenFile } from './golden/golden-values.ts';
import { measureGolden } from './golden/measure-golden.ts';
import { printGolden } from './golden/print-golden.ts';

// `npm run golden`: asks Praat (Debian package `praat`) about generated sounds and recorded speech, and writes
// its answers, which are committed. `npm run golden -- --compare` only compares with them and needs no Praat.

async function askAll(): Promise<void> {
  const sounds: Record<string, object> = {};
  for (const { name, samples } of goldenSounds())
    sounds[name] = askPraat({ samples, rateHz: GOLDEN_RATE_HZ });
  for (const { name, file, isPresent } of goldenSpeech()) {
    if (!isPresent) throw new Error(`${name} is not there, and its values would be lost`);
    sounds[name] = askPraat(await readSound(file));
  }
  await writeFile(goldenFile, `${JSON.stringify({ praat: praatVersion(), sounds }, null, 2)}\n`);
}

const { values } = parseArgs({ options: { compare: { type: 'boolean' } } });
if (values.compare !== true) await askAll();
console.log(printGolden(await measureGolden()));
