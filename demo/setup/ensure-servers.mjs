import { existsSync } from 'node:fs';
import { delimiter } from 'node:path';
import { getuid } from 'node:process';
import { findProgram } from './find-program.mjs';
import { runCommand } from './run-command.mjs';

/** What the tests of stores and adapters run against: the program, and the Debian package it is in. */
const servers = [
  { program: 'redis-server', debian: 'redis-server' },
  { program: 'initdb', debian: 'postgresql' },
  { program: 'janus', debian: 'janus' },
];

/**
 * Sees to it that Redis, PostgreSQL and Janus can be started; on Debian as root it installs the distribution's.
 *
 * @param {import('./progress.mjs').Progress} progress
 * @returns {Promise<{ path: string, missing: readonly string[] }>} `path` finds them; each of `missing` says what is left out
 */
export async function ensureServers(progress) {
  const lacking = servers.filter(({ program }) => findProgram(program, searchPath()) === null);
  const install = `apt-get install -y --no-install-recommends ${lacking.map(({ debian }) => debian).join(' ')}`;
  if (lacking.length > 0 && existsSync('/etc/debian_version') && getuid?.() === 0) {
    progress.update(`installing ${lacking.map(({ debian }) => debian).join(', ')}`);
    const options = {
      title: 'servers',
      timeoutSeconds: 600,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    };
    try {
      await runCommand('apt-get', ['update', '-q'], options);
      await runCommand(
        'apt-get',
        ['-q', '-o', 'DPkg::Lock::Timeout=300', ...install.split(' ').slice(1)],
        options,
      );
    } catch (error) {
      progress.update(error instanceof Error ? error.message : String(error));
    }
  }
  const missing = servers
    .filter(({ program }) => findProgram(program, searchPath()) === null)
    .map(({ program, debian }) => `${program} (Debian: apt-get install ${debian})`);
  return { path: searchPath(), missing };
}

/** The path with the folders in which Debian keeps PostgreSQL's programs. */
function searchPath() {
  const versions = [15, 16, 17, 18].map((version) => `/usr/lib/postgresql/${version}/bin`).filter(existsSync);
  return [process.env.PATH ?? '', ...versions].join(delimiter);
}
