import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm } from './npm.mjs';
import { root } from './paths.mjs';

/**
 * Installs what the lock file names, without running anything that a package brings along,
 * unless exactly that is installed.
 *
 * @param {import('./progress.mjs').Progress} progress
 */
export async function ensureDependencies(progress) {
  const wanted = packagesOf(join(root, 'package-lock.json'));
  const total = Object.keys(wanted).length;
  if (isInstalled(wanted, packagesOf(join(root, 'node_modules', '.package-lock.json')))) return;
  progress.update('npm ci');
  let fetched = 0;
  await npm(['ci', '--ignore-scripts', '--include=dev', '--include=optional', '--loglevel=http'], {
    title: 'npm ci',
    onLine(line) {
      if (/http (fetch|cache)/.test(line))
        progress.update(`npm ci, ${Math.min(++fetched, total)} of ${total} packages`);
    },
  });
}

/** @typedef {Record<string, { version?: string, integrity?: string, optional?: boolean, devOptional?: boolean }>} Packages */

/**
 * npm writes its own record of `node_modules` last: an installation that was cut short has none.
 *
 * @param {Packages} wanted
 * @param {Packages} installed
 */
function isInstalled(wanted, installed) {
  return Object.entries(wanted).every(([path, { version, integrity, optional, devOptional }]) => {
    const found = installed[path];
    // Packages for other platforms are left out.
    if (found === undefined) return optional === true || devOptional === true;
    return (
      found.version === version &&
      found.integrity === integrity &&
      existsSync(join(root, path, 'package.json'))
    );
  });
}

/**
 * @param {string} lockFile
 * @returns {Packages}
 */
function packagesOf(lockFile) {
  try {
    const { '': _root, ...packages } = JSON.parse(readFileSync(lockFile, 'utf8')).packages;
    return packages;
  } catch {
    return {};
  }
}
