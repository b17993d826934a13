import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { argv } from 'node:process';

// node bench/muxspace-manifest.mjs FOLDER OUT.csv [happy]: a manifest for `npm run evaluate -- affect` from the photographs
// of LFW that muxspace's crowd labelled by category. A category stands for the pleasure and arousal that people rated it
// with (Russell & Mehrabian 1977); contempt was not rated. Happiness counts as a smile, doubtful ones by eye left open.
// With `happy`: happiness against anger, disgust, fear and sadness only.

const [folder, out, only] = argv.slice(2);
if (folder === undefined || out === undefined)
  throw new Error('give the folder of the photographs and the manifest to write');

/** @type {Record<string, readonly [number, number]>} */
const rated = {
  neutral: [0, 0],
  happiness: [0.81, 0.51],
  surprise: [0.4, 0.67],
  anger: [-0.51, 0.59],
  disgust: [-0.6, 0.35],
  fear: [-0.64, 0.6],
  sadness: [-0.63, -0.27],
};
/** Faces that one could argue about, or whose mouth is in the middle of a word. */
const doubtful = new Set(
  'contempt_046 contempt_048 contempt_042 anger_039 anger_000 neutral_144 neutral_145 neutral_132 sadness_192 fear_063 disgust_053 neutral_155 fear_065 happiness_073 happiness_074 happiness_078 happiness_081 happiness_082 happiness_090 happiness_091 happiness_096 happiness_097 happiness_098 happiness_101 happiness_107 happiness_108 happiness_109 happiness_110 happiness_111 happiness_113 happiness_114 happiness_115 happiness_117 happiness_120'.split(
    ' ',
  ),
);

const rows = ['image,smile,valence,arousal,neutral,person,group_label'];
const [, ...lines] = readFileSync(join(folder, 'labels.csv'), 'utf8').trim().split(/\r?\n/);
for (const line of lines) {
  const [file = '', source = '', label = ''] = line.split(',');
  if (only === 'happy' && ['neutral', 'surprise', 'contempt'].includes(label)) continue;
  const [valence, arousal] = rated[label] ?? ['', ''];
  const smile = doubtful.has(file.replace(/\.jpg$/, '')) ? '' : Number(label === 'happiness');
  const person = source.replace(/_\d+\.jpg$/, '');
  const image = relative(dirname(resolve(out)), join(resolve(folder), file));
  rows.push([image, smile, valence, arousal, Number(label === 'neutral'), person, label].join(','));
}
writeFileSync(out, `${rows.join('\n')}\n`);
