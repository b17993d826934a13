import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { readCorruptions } from './corrupt/corruptions.ts';
import { type Judged, measureRobustness, tolerances } from './corrupt/measure-robustness.ts';
import { readSound } from './evaluate/read-sound.ts';
import type { Sound } from './evaluate/sound.ts';
import { goldenSpeech } from './golden/golden-speech.ts';
import { loadSpeechNetwork } from './load-speech-network.ts';

// `npm run bench:voice-robustness [-- --corrupt noise] [--noise n.wav] [--json out.json]`: what becomes of the
// measurements of recorded speech when it is corrupted: withheld (abstained) or off by more than tolerated (wrong).

const SECONDS = 20;

/** Each speaker for at least 20 s, over and over: the longest windows need a while to fill. */
function lengthen(sounds: readonly Sound[]): Sound {
  const rateHz = sounds[0]?.rateHz ?? 16_000;
  const once = sounds.reduce((sum, { samples }) => sum + samples.length, 0);
  const samples = new Float32Array(once * Math.ceil((SECONDS * rateHz) / once));
  for (let at = 0, i = 0; at < samples.length; i++) {
    const part = sounds[i % sounds.length]?.samples ?? new Float32Array(1);
    samples.set(part, at);
    at += part.length;
  }
  return { rateHz, samples };
}

const { values } = parseArgs({
  options: { corrupt: { type: 'string' }, noise: { type: 'string' }, json: { type: 'string' } },
});
const noise = values.noise === undefined ? null : await readSound(values.noise);
const present = goldenSpeech().filter(({ isPresent }) => isPresent);
const speakers = [/^jfk/, /^librivox/].map((of) => present.filter(({ name }) => of.test(name)));
const sounds: Sound[] = [];
for (const recordings of speakers.filter((some) => some.length > 0))
  sounds.push(lengthen(await Promise.all(recordings.map(({ file }) => readSound(file)))));

const network = await loadSpeechNetwork();
const results = await measureRobustness(sounds, readCorruptions(values.corrupt ?? 'all', noise), network);
const names = Object.keys(tolerances) as readonly Judged[];
const percent = (share: number): string => (100 * share).toFixed(0);
console.log(
  'withheld / wrong, per cent of the values measured of the sound as recorded; quality of what was said',
);
console.log(['', 'all', ...names].map((name, i) => name.padEnd(i === 0 ? 28 : 19)).join(''));
for (const { at, of } of results) {
  const title = `${at.corruption.name}, ${at.severity} ${at.corruption.unit}`;
  const cells = names.map((name) => {
    const { abstained, wrong, quality } = of[name];
    return `${percent(abstained)} / ${percent(wrong)}  ${quality.toFixed(2)}`.padEnd(19);
  });
  const mean = (field: 'abstained' | 'wrong'): number =>
    names.reduce((sum, name) => sum + of[name][field], 0) / names.length;
  const all = `${percent(mean('abstained'))} / ${percent(mean('wrong'))}`.padEnd(19);
  console.log(title.padEnd(28) + all + cells.join(''));
}
if (values.json !== undefined) {
  const rows = results.map(({ at, of }) => ({
    kind: at.corruption.name,
    severity: at.severity,
    unit: at.corruption.unit,
    of,
  }));
  await writeFile(values.json, `${JSON.stringify(rows, null, 2)}\n`);
}
