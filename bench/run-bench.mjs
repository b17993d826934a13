import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { argv, execPath } from 'node:process';
import { ensureModels, ensureRecordings, ensureTestRecordings } from '../demo/setup/artefacts.mjs';
import { ensureBuild } from '../demo/setup/build.mjs';
import { ensureDependencies } from '../demo/setup/dependencies.mjs';
import { findBrowser } from '../demo/setup/find-browser.mjs';
import { root } from '../demo/setup/paths.mjs';
import { withProgress } from '../demo/setup/progress.mjs';
import { buildSfuWorker, findSfuWorker } from '../demo/setup/sfu-worker.mjs';

/**
 * Runs a script of `bench/` on the sources, after whatever it needs has been fetched; ends with its exit code.
 *
 * @param {string} script
 * @param {{ models: boolean, recordings?: boolean, call?: boolean }} needs - `call`: the built demo, its SFU and a browser
 */
export async function runBench(script, { models, recordings = false, call = false }) {
  try {
    await withProgress('dependencies', ensureDependencies);
    if (models) await withProgress('models', ensureModels);
    if (recordings) {
      for (const ensure of [ensureRecordings, ensureTestRecordings])
        for (const line of await withProgress('recordings', ensure)) console.error(`left out: ${line}`);
    }
    const env = call ? { ...process.env, ...(await setUpCall()) } : process.env;
    const child = spawn(execPath, ['--import', 'tsx', join(root, 'bench', script), ...argv.slice(2)], {
      stdio: 'inherit',
      env,
    });
    child.on('exit', (code) => {
      process.exitCode = code ?? 1;
    });
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}

/** @returns {Promise<Record<string, string>>} what names the browser and the SFU worker to whoever starts them */
async function setUpCall() {
  const chromium = await withProgress('browser', findBrowser);
  await withProgress('build', (progress) => ensureBuild('js', progress));
  const found = await withProgress('SFU worker', findSfuWorker);
  return {
    CHROMIUM_BIN: chromium,
    ASSENT_SFU_WORKER: found ?? (await withProgress('SFU worker', buildSfuWorker)),
  };
}
