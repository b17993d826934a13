import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createFetcher } from '../demo/setup/create-fetcher.mjs';
import { cache, root } from '../demo/setup/paths.mjs';
import { withProgress } from '../demo/setup/progress.mjs';

// node bench/faces-manifest.mjs OUT.csv [PACKAGE] [--faces stock|aside|drawn]: a manifest for `npm run evaluate -- face` of
// faces that pinned npm packages carry, or one of them. `stock`, the default, is development data: smiles were labelled by
// eye; doubtful ones, faces that nobody could see one in and pictures that another package has as well are left out; sex
// is as the package files them, skin by eye. Nothing is ever fitted to or chosen on `aside`, photographs, and `drawn`,
// faces of people who do not exist: each file begins with the rule that it was labelled by, before any score was seen.

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { faces: { type: 'string', default: 'stock' } },
});
const [out, only] = positionals;
if (out === undefined) throw new Error('give the manifest to write');
if (!['stock', 'aside', 'drawn'].includes(values.faces))
  throw new Error(`--faces ${values.faces}: stock, aside or drawn`);
const labels = join('bench', `${values.faces}-faces.json`);
const { photographs } = JSON.parse(readFileSync(join(root, labels), 'utf8'));
const folderOf = (/** @type {string} */ name) => join(cache, 'stock-faces', name.replace(/@[^@/]*$/, ''));

/**
 * @typedef {{ package: string, sha256: string, smile: string[], noSmile: string[], doubtful: string[], groups?: Record<string, Record<string, string>> }} Entry
 *
 * @param {Entry} entry
 * @param {import('../demo/setup/progress.mjs').Progress} progress
 */
async function ensure({ package: name, sha256, smile, noSmile, doubtful }, progress) {
  const paths = [...smile, ...noSmile, ...doubtful].sort();
  const folder = folderOf(name);
  const fault = () => {
    if (!paths.every((path) => existsSync(join(folder, path)))) return 'files are missing';
    const hash = createHash('sha256');
    for (const path of paths) hash.update(readFileSync(join(folder, path)));
    const found = hash.digest('hex');
    return found === sha256 ? null : `sha256 is ${found} instead of ${sha256}`;
  };
  if (fault() === null) return;
  const fetcher = createFetcher();
  try {
    for (const path of paths) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      await fetcher.fetch({ kind: 'npm', package: name, path }, join(folder, path), progress);
    }
  } finally {
    await fetcher.close();
  }
  const found = fault();
  if (found === null) return;
  rmSync(folder, { recursive: true, force: true });
  throw new Error(`${name}: ${found}`);
}

/** @type {Entry[]} */
const entries = photographs.filter(
  (/** @type {Entry} */ entry) => only === undefined || entry.package.startsWith(`${only}@`),
);
if (entries.length === 0) throw new Error(`${only} is no package of ${labels}`);
const columns = [...new Set(entries.flatMap(({ groups }) => Object.keys(groups ?? {})))];
const rows = [['image', 'smile', ...columns.map((column) => `group_${column}`)].join(',')];
for (const entry of entries) {
  await withProgress(entry.package, (progress) => ensure(entry, progress));
  const groupOf = (/** @type {string} */ column, /** @type {string} */ path) =>
    Object.entries(entry.groups?.[column] ?? {}).find(([, pattern]) => new RegExp(pattern).test(path))?.[0] ??
    '';
  const write = (/** @type {string} */ path, /** @type {number} */ smile) => {
    const image = relative(dirname(resolve(out)), join(folderOf(entry.package), path));
    rows.push([image, smile, ...columns.map((column) => groupOf(column, path))].join(','));
  };
  for (const path of entry.smile) write(path, 1);
  for (const path of entry.noSmile) write(path, 0);
}
writeFileSync(out, `${rows.join('\n')}\n`);
