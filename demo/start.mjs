import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { execPath, exit } from 'node:process';
import { ensureModels, ensureRecordings } from './setup/artefacts.mjs';
import { ensureBuild } from './setup/build.mjs';
import { ensureDependencies } from './setup/dependencies.mjs';
import { root } from './setup/paths.mjs';
import { withProgress } from './setup/progress.mjs';
import { buildSfuWorker, cachedSfuWorker, findSfuWorker } from './setup/sfu-worker.mjs';

// `npm start`: whatever is missing, then the demo. Nobody waits for a compiler to see it: without an
// SFU worker calls run as a mesh at first, and rooms opened once it is compiled run through the SFU.

/** @param {unknown} error */
const messageOf = (error) => (error instanceof Error ? error.message : String(error));

try {
  await withProgress('dependencies', ensureDependencies);
  await withProgress('models', ensureModels);
  for (const line of await withProgress('recordings', ensureRecordings)) console.error(`left out: ${line}`);
  await withProgress('build', (progress) => ensureBuild('js', progress));
  const worker = await withProgress('SFU worker', findSfuWorker);

  const server = spawn(execPath, ['--enable-source-maps', 'demo/dist/server/main.js'], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ASSENT_SFU_WORKER: worker ?? cachedSfuWorker },
  });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => server.kill(signal));
  }
  server.on('error', (error) => {
    console.error(`demo: ${error.message}`);
    exit(1);
  });
  server.on('exit', (code, signal) => exit(code ?? 128 + (signal ? constants.signals[signal] : 0)));

  if (worker === null) {
    console.error('SFU worker: none at hand; calls run as a mesh until it is compiled');
    try {
      await withProgress('SFU worker', buildSfuWorker);
      console.error('SFU worker: ready; new rooms run through the SFU');
    } catch (error) {
      console.error(`${messageOf(error)}; calls stay a mesh`);
    }
  }
} catch (error) {
  console.error(messageOf(error));
  exit(1);
}
