import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { argv, execPath } from 'node:process';
import { ensureModels } from '../demo/setup/artefacts.mjs';
import { ensureDependencies } from '../demo/setup/dependencies.mjs';
import { root } from '../demo/setup/paths.mjs';
import { withProgress } from '../demo/setup/progress.mjs';

/**
 * Runs a script of `bench/` on the sources, after whatever it needs has been fetched; ends with its exit code.
 *
 * @param {string} script
 * @param {{ models: boolean }} needs
 */
export async function runBench(script, { models }) {
  try {
    await withProgress('dependencies', ensureDependencies);
    if (models) await withProgress('models', ensureModels);
    const child = spawn(execPath, ['--import', 'tsx', join(root, 'bench', script), ...argv.slice(2)], {
      stdio: 'inherit',
    });
    child.on('exit', (code) => {
      process.exitCode = code ?? 1;
    });
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
