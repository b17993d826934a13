import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { env, platform } from 'node:process';

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
];
const places = [
  '/snap/bin/chromium',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  join(env.PROGRAMFILES ?? 'C:\\Program Files', 'Google', 'Chrome', 'Application', 'chrome.exe'),
];

/**
 * The Chromium to audit with: the one that is named, `CHROMIUM_BIN`, one on the path, one in a usual place,
 * or the first of `others` that is there; `null` where there is none.
 *
 * @throws TypeError where one is named that cannot be run
 */
export function findChromium(named: string | undefined, others: readonly string[]): string | null {
  const wanted = named ?? (env.CHROMIUM_BIN || undefined);
  if (wanted !== undefined) {
    if (isExecutable(wanted)) return wanted;
    throw new TypeError(`--browser: ${wanted} cannot be run`);
  }
  const suffix = platform === 'win32' ? '.exe' : '';
  const folders = (env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const onPath = names.flatMap((name) => folders.map((folder) => join(folder, name + suffix)));
  return [...onPath, ...places, ...others].find(isExecutable) ?? null;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
