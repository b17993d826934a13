import { spawn } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';
import { SetUpError } from './set-up-error.mjs';

/**
 * Runs a program to its end and resolves with what it printed on its standard output.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{
 *   title: string,
 *   cwd?: string,
 *   env?: NodeJS.ProcessEnv,
 *   timeoutSeconds?: number,
 *   onLine?: (line: string) => void,
 * }} options `title` names the program in the error; `onLine` sees every line of both outputs
 * @returns {Promise<string>}
 * @throws {SetUpError} with the reason and the line of output that says most, when it fails or takes too long
 */
export function runCommand(program, args, { title, cwd, env, timeoutSeconds, onLine }) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd,
      env: env ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own, so that a time-out ends what the program started as well.
      detached: process.platform !== 'win32',
    });
    let stdout = '';
    /** @type {string[]} */
    const lines = [];
    let late = false;
    const timer = setTimeout(
      () => {
        late = true;
        end('SIGKILL');
      },
      (timeoutSeconds ?? 3600) * 1000,
    );
    /** @param {NodeJS.Signals} signal */
    const end = (signal) => {
      try {
        if (process.platform === 'win32' || child.pid === undefined) child.kill(signal);
        else process.kill(-child.pid, signal);
      } catch {
        // It has ended by itself.
      }
    };
    const onExit = () => end('SIGTERM');
    process.once('exit', onExit);

    for (const stream of [child.stdout, child.stderr]) {
      let rest = '';
      stream.setEncoding('utf8');
      stream.on('data', (/** @type {string} */ text) => {
        if (stream === child.stdout) stdout += text;
        const parts = (rest + text).split(/\r?\n|\r/);
        rest = parts.pop() ?? '';
        for (const line of parts) keep(stripVTControlCharacters(line));
      });
      stream.on('end', () => keep(stripVTControlCharacters(rest)));
    }
    /** @param {string} line */
    const keep = (line) => {
      if (line.trim() === '') return;
      lines.push(line.trim());
      if (lines.length > 400) lines.shift();
      onLine?.(line);
    };
    /** @param {string} reason */
    const fail = (reason) => reject(new SetUpError(`${title}: ${reason}`, { output: lines }));
    child.on('error', (error) => {
      settle();
      fail(error.message);
    });
    child.on('close', (code, signal) => {
      settle();
      if (late) fail(`no end after ${timeoutSeconds} s`);
      else if (code === 0) resolve(stdout);
      else fail(telling(lines) ?? `ended with ${signal ?? `exit code ${code}`}`);
    });
    const settle = () => {
      clearTimeout(timer);
      process.off('exit', onExit);
    };
  });
}

/**
 * The line of a program's output that says most about a failure.
 *
 * @param {readonly string[]} lines
 * @returns {string | undefined}
 */
function telling(lines) {
  const noise =
    /unknown user config|complete log of this run|error code|error during build|build failed|^(npm )?error:?$/i;
  const useful = lines.filter((line) => !noise.test(line) && !/^at /.test(line));
  const reason = /\[[A-Z_]{4,}\]|error|fail|not found|missing|cannot|could not|unable/i;
  const line = useful.find((candidate) => reason.test(candidate)) ?? useful.at(-1);
  return line?.replace(/^(npm )?error:?\s*/i, '');
}
