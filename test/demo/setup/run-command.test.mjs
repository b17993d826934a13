import { execPath } from 'node:process';
import { describe, expect, it } from 'vitest';
import { runCommand } from '../../../demo/setup/run-command.mjs';

/**
 * @param {string} script
 * @param {Partial<Parameters<typeof runCommand>[2]>} [options]
 */
const node = (script, options) => runCommand(execPath, ['-e', script], { title: 'step', ...options });

describe('runCommand', () => {
  it('resolves with the standard output and shows every line of both outputs', async () => {
    /** @type {string[]} */
    const lines = [];
    const output = await node('console.log("out"); console.error("err"); process.stdout.write("end")', {
      onLine: (line) => lines.push(line),
    });
    expect(output).toBe('out\nend');
    expect(lines.toSorted()).toEqual(['end', 'err', 'out']);
  });

  it('fails with the line that says why', async () => {
    const script =
      'console.log("step 1"); console.error("npm error code E1\\nnpm error disk is full"); process.exit(3)';
    await expect(node(script)).rejects.toThrow(/^step: disk is full$/);
  });

  it('fails with the exit code where nothing was said', async () => {
    await expect(node('process.exit(3)')).rejects.toThrow('step: ended with exit code 3');
  });

  it('names a program that is not there', async () => {
    await expect(runCommand('no-such-program', [], { title: 'step' })).rejects.toThrow(/^step: .*ENOENT/);
  });

  it('ends what takes too long, with everything that it started', async () => {
    // The grandchild holds the output open: the run can end only once it is gone as well.
    const script =
      'require("child_process").spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "inherit" }); setInterval(() => {}, 1000)';
    await expect(node(script, { timeoutSeconds: 1 })).rejects.toThrow('step: no end after 1 s');
  });
});
