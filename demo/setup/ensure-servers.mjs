import { existsSync } from 'node:fs';
import { delimiter } from 'node:path';
import { findProgram } from './find-program.mjs';
import { canInstallDebian, installDebian } from './install-debian.mjs';

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
  if (lacking.length > 0 && canInstallDebian) {
    try {
      await installDebian(
        lacking.map(({ debian }) => debian),
        'servers',
        progress,
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
