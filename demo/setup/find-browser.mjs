import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { platform } from 'node:process';
import { canInstallDebian, installCommand, installDebian } from './install-debian.mjs';
import { SetUpError } from './set-up-error.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const places = [
  '/snap/bin/chromium',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  join(process.env.PROGRAMFILES ?? 'C:\\Program Files', 'Google', 'Chrome', 'Application', 'chrome.exe'),
];

/**
 * Finds a Chromium for the tests: `CHROMIUM_BIN`, one on the path, one in a usual place; on Debian as
 * root it installs the distribution's.
 *
 * @param {import('./progress.mjs').Progress} progress
 * @returns {Promise<string>}
 * @throws {SetUpError} saying what to do, where there is none
 */
export async function findBrowser(progress) {
  const named = process.env.CHROMIUM_BIN;
  if (named !== undefined && named !== '') {
    if (executable(named)) return named;
    throw new SetUpError(`browser: CHROMIUM_BIN names ${named}, which cannot be run`);
  }
  const found = search();
  if (found !== undefined) return found;
  const packages = ['chromium', 'fonts-liberation'];
  const install = installCommand(packages);
  if (!canInstallDebian) {
    const how = existsSync('/etc/debian_version') ? `run "sudo ${install}"` : 'install Chromium or Chrome';
    throw new SetUpError(`browser: none found for the tests; ${how}, or name one in CHROMIUM_BIN`);
  }
  await installDebian(packages, 'browser', progress);
  const installed = search();
  if (installed === undefined) throw new SetUpError(`browser: "${install}" brought none that can be run`);
  return installed;
}

function search() {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const suffix = platform === 'win32' ? '.exe' : '';
  const candidates = names.flatMap((name) => folders.map((folder) => join(folder, name + suffix)));
  return [...candidates, ...places].find(executable);
}

/** @param {string} file */
function executable(file) {
  try {
    accessSync(file, constants.X_OK);
    return platform === 'win32' || spawnSync(file, ['--version'], { timeout: 20_000 }).status === 0;
  } catch {
    return false;
  }
}
