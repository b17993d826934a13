import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { getuid, platform } from 'node:process';
import { runCommand } from './run-command.mjs';
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
  const install = 'apt-get install -y --no-install-recommends chromium fonts-liberation';
  if (!existsSync('/etc/debian_version') || getuid?.() !== 0) {
    const how = existsSync('/etc/debian_version') ? `run "sudo ${install}"` : 'install Chromium or Chrome';
    throw new SetUpError(`browser: none found for the tests; ${how}, or name one in CHROMIUM_BIN`);
  }
  progress.update('installing chromium');
  const options = {
    title: 'browser',
    timeoutSeconds: 1200,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    onLine: (/** @type {string} */ line) => progress.update(`installing chromium: ${line.slice(0, 60)}`),
  };
  await runCommand('apt-get', ['update', '-q'], options);
  await runCommand(
    'apt-get',
    ['-q', '-o', 'DPkg::Lock::Timeout=300', ...install.split(' ').slice(1)],
    options,
  );
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
