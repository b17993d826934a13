import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createFetcher } from './create-fetcher.mjs';
import { ensureArtefact } from './ensure-artefact.mjs';
import { cache, root } from './paths.mjs';

/** @typedef {import('./ensure-artefact.mjs').Artefact & { optional?: boolean }} Listed */

/**
 * Every model that a manifest in `sdk/models` names.
 *
 * @param {import('./progress.mjs').Progress} progress
 */
export async function ensureModels(progress) {
  const folder = join(root, 'sdk', 'models');
  const manifests = readdirSync(folder).filter((file) => file.endsWith('.manifest.json'));
  await ensureAll(
    manifests.map((file) => readJson(join(folder, file))),
    join(cache, 'models'),
    progress,
  );
}

/**
 * The recordings that guests and tests play.
 *
 * @param {import('./progress.mjs').Progress} progress
 * @returns {Promise<readonly string[]>} one line for each optional recording that could not be had
 */
export function ensureRecordings(progress) {
  return ensureListed('recordings.json', progress);
}

/**
 * The recordings that only tests and benches listen to.
 *
 * @param {import('./progress.mjs').Progress} progress
 * @returns {Promise<readonly string[]>} one line for each optional recording that could not be had
 */
export function ensureTestRecordings(progress) {
  return ensureListed('test-recordings.json', progress);
}

/**
 * @param {string} list
 * @param {import('./progress.mjs').Progress} progress
 */
function ensureListed(list, progress) {
  const { recordings } = readJson(join(root, 'demo', 'setup', list));
  return ensureAll(recordings, join(cache, 'media'), progress);
}

/**
 * @param {readonly Listed[]} artefacts
 * @param {string} folder
 * @param {import('./progress.mjs').Progress} progress
 */
async function ensureAll(artefacts, folder, progress) {
  const fetcher = createFetcher();
  const missing = [];
  try {
    for (const artefact of artefacts) {
      try {
        await ensureArtefact(artefact, folder, fetcher.fetch, progress);
      } catch (error) {
        if (artefact.optional !== true || !(error instanceof Error)) throw error;
        missing.push(error.message);
      }
    }
  } finally {
    await fetcher.close();
  }
  return missing;
}

/** @param {string} file */
const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'));
