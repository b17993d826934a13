import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { argv, execPath } from 'node:process';
import { createInterface } from 'node:readline';
import { ensureModels, ensureRecordings } from '../demo/setup/artefacts.mjs';
import { ensureBuild } from '../demo/setup/build.mjs';
import { ensureDependencies } from '../demo/setup/dependencies.mjs';
import { findBrowser } from '../demo/setup/find-browser.mjs';
import { cache, root } from '../demo/setup/paths.mjs';
import { withProgress } from '../demo/setup/progress.mjs';
import { cachedSfuWorker, findSfuWorker } from '../demo/setup/sfu-worker.mjs';

// `npm run audit:demo [-- arguments of assent audit]`: starts the demo, audits it as an integrator would
// audit their own app, and stops it. Exits with what the audit exits with.

/** @param {import('node:child_process').ChildProcessByStdio<null, import('node:stream').Readable, null>} server */
async function addressOf(server) {
  for await (const line of createInterface({ input: server.stdout })) {
    const [, url] = /^ready (http\S+)/.exec(line) ?? [];
    if (url !== undefined) return url;
  }
  throw new Error('the demo stopped before it was ready');
}

/** @returns {Promise<number>} the exit code */
async function main() {
  await withProgress('dependencies', ensureDependencies);
  await withProgress('models', ensureModels);
  for (const line of await withProgress('recordings', ensureRecordings)) console.error(`left out: ${line}`);
  const chromium = await withProgress('browser', findBrowser);
  await withProgress('build', (progress) => ensureBuild('js', progress));
  const worker = (await withProgress('SFU worker', findSfuWorker)) ?? cachedSfuWorker;

  const server = spawn(execPath, ['demo/dist/server/main.js'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      PORT: '0',
      HOST: '127.0.0.1',
      ASSENT_WINDOW_SECONDS: '4',
      ASSENT_SFU_WORKER: worker,
    },
  });
  try {
    const url = await addressOf(server);
    server.stdout.resume();
    // Real speech for the microphone, where it was fetched: the fake device only beeps.
    const speech = join(cache, 'media', 'jfk.wav');
    const args = [
      ...['dist/cli.js', 'audit', `${url}/?room=audit`, '--browser', chromium, '--strict', '--company'],
      ...['--fill', '[data-testid="lobby-name"] => Auditor', '--join', '[data-testid="join"]'],
      ...(existsSync(speech) ? ['--microphone', speech] : []),
      ...argv.slice(2),
    ];
    const audit = spawn(execPath, args, { cwd: root, stdio: 'inherit' });
    const [code] = await once(audit, 'exit');
    return code ?? 1;
  } finally {
    if (server.exitCode === null && server.signalCode === null) {
      server.kill('SIGTERM');
      await once(server, 'exit');
    }
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
