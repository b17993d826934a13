import { execPath } from 'node:process';
import { ensureDependencies } from '../setup/dependencies.mjs';
import { root } from '../setup/paths.mjs';
import { withProgress } from '../setup/progress.mjs';
import { runCommand } from '../setup/run-command.mjs';
import { SetUpError } from '../setup/set-up-error.mjs';

// `npm run docs`: the reference out of the doc comments, then the whole site into dist/docs. What is not
// documented, and a link that leads nowhere, fails it.

/** @param {string} title @param {string} program @param {readonly string[]} args */
const run = (title, program, args) =>
  withProgress(title, () => runCommand(execPath, [`node_modules/${program}`, ...args], { title, cwd: root }));

try {
  await withProgress('dependencies', ensureDependencies);
  await run('reference', 'typedoc/bin/typedoc', []);
  await run('site', 'vitepress/bin/vitepress.js', ['build', 'demo/docs']);
  console.log('dist/docs/index.html');
} catch (error) {
  console.error(error instanceof SetUpError ? error.output.join('\n') : error);
  process.exitCode = 1;
}
