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
 * @param {{ models: boolean, recordings?: boolean, browser?: boolean, call?: boolean }} needs - `browser`: one, and the
 *   built package and demo; `call`: the SFU as well
 */
export async function runBench(script, { models, recordings = false, browser = false, call = false }) {
  try {
    await withProgress('dependencies', ensureDependencies);
    if (models) await withProgress('models', ensureModels);
    if (recordings) {
      for (const ensure of [ensureRecordings, ensureTestRecordings])
        for (const line of await withProgress('recordings', ensure)) console.error(`left out: ${line}`);
    }
    const env = { ...process.env };
    if (browser || call) Object.assign(env, await setUpBrowser());
    if (call) Object.assign(env, await setUpSfu());
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

/** @returns {Promise<Record<string, string>>} what names the browser to whoever starts it */
async function setUpBrowser() {
  const chromium = await withProgress('browser', findBrowser);
  await withProgress('build', (progress) => ensureBuild('js', progress));
  return { CHROMIUM_BIN: chromium };
}

/** @returns {Promise<Record<string, string>>} what names the SFU worker */
async function setUpSfu() {
  const found = await withProgress('SFU worker', findSfuWorker);
  return { ASSENT_SFU_WORKER: found ?? (await withProgress('SFU worker', buildSfuWorker)) };
}
