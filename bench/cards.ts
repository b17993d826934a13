import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { modelCardSchema } from '../sdk/models/model-card.ts';
import { faceAffectIdentity, voiceAffectIdentity } from '../sdk/models/model-identity.ts';
import { fillCard } from './cards/fill-card.ts';
import { renderCard } from './cards/render-card.ts';
import { type Result, results } from './cards/results.ts';

// `npm run cards` writes what the harness measured (bench/results) into the cards of sdk/models, checks them and
// renders a page beside each; `npm run cards -- --check` writes nothing and fails where a card or page is out of date.

const folder = 'sdk/models';
const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
const outOfDate: string[] = [];

function keep(file: string, text: string, before: string | null): void {
  if (before === text) return;
  if (values.check) outOfDate.push(file);
  else writeFileSync(file, text);
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

const cards = readdirSync(folder).filter((file) => file.endsWith('.card.json'));
const ids = new Set<string>();
for (const name of cards) {
  const file = join(folder, name);
  const before = readFileSync(file, 'utf8');
  const card = v.parse(modelCardSchema, JSON.parse(before));
  ids.add(card.id);
  const own = results.filter(({ card: of }: Result) => of === card.id);
  const filled = v.parse(modelCardSchema, fillCard(card, own));
  // How a file is laid out is the formatter's business.
  const isSame = JSON.stringify(JSON.parse(before)) === JSON.stringify(filled);
  keep(file, isSame ? before : `${JSON.stringify(filled, null, 2)}\n`, before);
  const page = file.replace(/\.json$/, '.md');
  keep(page, renderCard(filled), read(page));
}

/** No card, no load: every model file and every head that ships has one. */
const shipped = [
  ...readdirSync(folder)
    .filter((file) => file.endsWith('.manifest.json'))
    .map((file): string => JSON.parse(readFileSync(join(folder, file), 'utf8')).id),
  faceAffectIdentity.id,
  voiceAffectIdentity.id,
];
const without = shipped.filter((id) => !ids.has(id));
for (const id of without) console.error(`${id} has no card in ${folder}`);
for (const file of outOfDate) console.error(`${file} is out of date: npm run cards`);
console.log(`${cards.length} cards, ${results.length} results, ${outOfDate.length} out of date`);
process.exitCode = without.length + outOfDate.length > 0 ? 1 : 0;
