import { basename } from 'node:path';
import { execPath } from 'node:process';
import { root } from './paths.mjs';
import { runCommand } from './run-command.mjs';

/**
 * Runs npm: the one that runs this script, where npm does, so that the versions agree.
 *
 * @param {readonly string[]} args
 * @param {Omit<Parameters<typeof runCommand>[2], 'cwd'>} options
 * @returns {Promise<string>} its standard output
 */
export function npm(args, options) {
  const cli = process.env.npm_execpath ?? '';
  const [program, ...before] = basename(cli) === 'npm-cli.js' ? [execPath, cli] : ['npm'];
  return runCommand(program, [...before, ...args], { ...options, cwd: root });
}
