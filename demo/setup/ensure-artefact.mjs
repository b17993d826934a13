import { existsSync } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { SetUpError } from './set-up-error.mjs';
import { sha256Of } from './sha256-of.mjs';

/**
 * @typedef {{ kind: 'url', url: string }
 *   | { kind: 'npm', package: string, path: string }
 *   | { kind: 'debian', package: string, path: string }} Source
 * @typedef {{ id: string, file: string, bytes: number, sha256: string, sources: readonly Source[] }} Artefact
 * @typedef {(source: Source, toFile: string, progress: import('./progress.mjs').Progress) => Promise<void>} Fetcher
 */

/**
 * Makes sure that a folder holds the very bytes that a manifest names. What lies there is verified
 * each time; otherwise the sources are tried in turn, and bytes with another hash are refused.
 *
 * @param {Artefact} artefact
 * @param {string} folder
 * @param {Fetcher} fetcher writes what a source offers to a file, or rejects with the reason
 * @param {import('./progress.mjs').Progress} progress
 * @returns {Promise<string>} the path of the file
 * @throws {SetUpError} naming what every source answered, when none gave the bytes
 */
export async function ensureArtefact(artefact, folder, fetcher, progress) {
  const target = join(folder, artefact.file);
  const present = existsSync(target) ? await faultOf(target, artefact) : 'absent';
  if (present === null) return target;
  progress.update(
    present === 'absent' ? `fetching ${artefact.file}` : `${artefact.file} is damaged (${present})`,
  );

  await mkdir(folder, { recursive: true });
  const part = join(folder, `.${artefact.file}.${process.pid}.part`);
  const reasons = [];
  try {
    for (const source of artefact.sources) {
      const name = nameOf(source);
      try {
        progress.update(`fetching ${artefact.file} from ${name}`);
        await fetcher(source, part, progress);
        const fault = await faultOf(part, artefact);
        if (fault === null) {
          await rename(part, target);
          return target;
        }
        reasons.push(`${name}: refused, ${fault}`);
      } catch (error) {
        reasons.push(`${name}: ${error instanceof Error ? error.message : error}`);
      }
    }
  } finally {
    await rm(part, { force: true });
  }
  throw new SetUpError(`${artefact.id}: no source gave ${artefact.file}; ${reasons.join('; ')}`);
}

/**
 * What is wrong with a file, or `null`.
 *
 * @param {string} file
 * @param {Artefact} artefact
 */
async function faultOf(file, { bytes, sha256 }) {
  const { size } = await stat(file);
  if (size !== bytes) return `${size} bytes instead of ${bytes}`;
  const found = await sha256Of(file);
  return found === sha256 ? null : `sha256 is ${found} instead of ${sha256}`;
}

/** @param {Source} source */
const nameOf = (source) =>
  source.kind === 'url' ? new URL(source.url).host : `${source.kind} ${source.package}`;
