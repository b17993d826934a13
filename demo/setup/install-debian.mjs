import { existsSync } from 'node:fs';
import { getuid } from 'node:process';
import { runCommand } from './run-command.mjs';

/** Whether packages of the distribution can be installed: on Debian, as root. */
export const canInstallDebian = existsSync('/etc/debian_version') && getuid?.() === 0;

/**
 * What a person would type.
 *
 * @param {readonly string[]} packages
 */
export const installCommand = (packages) =>
  `apt-get install -y --no-install-recommends ${packages.join(' ')}`;

/**
 * Installs packages of the distribution.
 *
 * @param {readonly string[]} packages
 * @param {string} title names it in an error
 * @param {import('./progress.mjs').Progress} progress
 */
export async function installDebian(packages, title, progress) {
  const what = packages.join(', ');
  progress.update(`installing ${what}`);
  const options = {
    title,
    timeoutSeconds: 1200,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    onLine: (/** @type {string} */ line) => progress.update(`installing ${what}: ${line.slice(0, 60)}`),
  };
  await runCommand('apt-get', ['update', '-q'], options);
  await runCommand(
    'apt-get',
    ['-q', '-o', 'DPkg::Lock::Timeout=300', ...installCommand(packages).split(' ').slice(1)],
    options,
  );
}
