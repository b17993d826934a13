import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { argv } from 'node:process';

// node bench/emodb-manifests.mjs FOLDER_OF_EMODB INTO: manifests for `npm run evaluate` from the Berlin
// Database of Emotional Speech (Burkhardt et al. 2005). Anger and happiness count as high arousal, neutral and
// sadness as low, as in common use; `neutral.csv` offers the neutral ones as the speaker's baseline as well.

const [folder, into] = argv.slice(2);
if (folder === undefined || into === undefined)
  throw new Error('give the folder of the corpus and one to write into');
mkdirSync(into, { recursive: true });

const [header, ...lines] = readFileSync(join(folder, 'labels.csv'), 'utf8').trim().split(/\r?\n/);
const columns = header?.split(',') ?? [];
const rows = lines.map((line) => Object.fromEntries(line.split(',').map((value, i) => [columns[i], value])));

/** @param {string} name @param {string[]} fields @param {(row: Record<string, string>) => string[] | null} toValues */
function write(name, fields, toValues) {
  const body = rows.flatMap((row) => {
    const values = toValues(row);
    if (values === null) return [];
    const audio = join(resolve(folder), 'flac', row.file.replace(/\.wav$/, '.flac'));
    return [[relative(resolve(into), audio), ...values, row.sex, row.emotion].join(',')];
  });
  const head = ['audio', ...fields, 'group_sex', 'group_emotion'].join(',');
  writeFileSync(join(into, name), `${[head, ...body].join('\n')}\n`);
}

const arousal = { anger: 'high', happiness: 'high', neutral: 'low', sadness: 'low' };
write('arousal.csv', ['speaker', 'arousal'], ({ speaker, emotion }) =>
  emotion in arousal ? [speaker, arousal[emotion]] : null,
);
write('neutral.csv', ['speaker', 'arousal', 'neutral'], ({ speaker, emotion }) =>
  emotion in arousal ? [speaker, arousal[emotion], emotion === 'neutral' ? 'yes' : 'no'] : null,
);
write('syllables.csv', ['syllables'], ({ syllables }) => (Number(syllables) > 0 ? [syllables] : null));
