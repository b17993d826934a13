import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { release } from 'node:os';
import { dirname, join } from 'node:path';
import { arch, platform } from 'node:process';
import { createFetcher } from './create-fetcher.mjs';
import { cache, root } from './paths.mjs';
import { runCommand } from './run-command.mjs';
import { SetUpError } from './set-up-error.mjs';
import { withLock } from './with-lock.mjs';

const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const version = devDependencies.mediasoup;
const folder = join(cache, 'mediasoup-worker', `${version}-${platform}-${arch}`);
const fileName = platform === 'win32' ? 'mediasoup-worker.exe' : 'mediasoup-worker';

/** Where a worker that was downloaded or compiled lies, or will lie. */
export const cachedSfuWorker = join(folder, fileName);

/**
 * Finds mediasoup's native worker without a compiler: the one that `MEDIASOUP_WORKER_BIN` names, the
 * cached one, mediasoup's own place, and last its prebuilt download.
 *
 * @param {import('./progress.mjs').Progress} progress
 * @returns {Promise<string | null>}
 * @throws {SetUpError} when `MEDIASOUP_WORKER_BIN` names something that does not run
 */
export async function findSfuWorker(progress) {
  const named = process.env.MEDIASOUP_WORKER_BIN;
  if (named !== undefined && named !== '') {
    if (runs(named)) return named;
    throw new SetUpError(
      `SFU worker: MEDIASOUP_WORKER_BIN names ${named}, which is no worker that runs here`,
    );
  }
  if (runs(cachedSfuWorker)) return cachedSfuWorker;
  const own = join(root, 'node_modules', 'mediasoup', 'worker', 'out', 'Release', fileName);
  if (runs(own)) return own;
  return downloadPrebuilt(progress);
}

/**
 * Compiles the worker from the npm package's source with the system's libraries. Only one process
 * of a machine does so at a time, and one that was cut short is continued.
 *
 * @param {import('./progress.mjs').Progress} progress
 * @returns {Promise<string>}
 * @throws {SetUpError} saying what is missing or what failed
 */
export async function buildSfuWorker(progress) {
  const onWait = (/** @type {number} */ pid) => progress.update(`process ${pid} is compiling it`);
  return withLock(
    join(cache, 'locks', `mediasoup-worker-${version}`),
    async () => {
      if (runs(cachedSfuWorker)) return cachedSfuWorker;
      progress.update('compiling mediasoup, 4 to 10 minutes, once');
      const script = join(root, 'demo', 'setup', 'build-mediasoup-worker.sh');
      const work = join(folder, 'build');
      const part = `${cachedSfuWorker}.part`;
      await mkdir(folder, { recursive: true });
      await runCommand(
        'nice',
        ['-n', '10', 'bash', script, join(root, 'node_modules', 'mediasoup'), part, work],
        {
          title: 'SFU worker',
          timeoutSeconds: 3600,
          onLine(line) {
            const step = /^\[(\d+)\/(\d+)\]/.exec(line);
            if (step) progress.update(`compiling mediasoup, ${step[1]} of ${step[2]} files`);
            else if (line.startsWith('==> ')) progress.update(line.slice(4));
          },
        },
      );
      if (!runs(part)) throw new SetUpError('SFU worker: what was compiled does not run here');
      await rename(part, cachedSfuWorker);
      await rm(work, { recursive: true, force: true });
      return cachedSfuWorker;
    },
    { onWait },
  );
}

/**
 * A sound worker that is started by hand, without `MEDIASOUP_VERSION`, ends with 41 (mediasoup's own check).
 *
 * @param {string} file
 */
function runs(file) {
  return existsSync(file) && spawnSync(file, { env: {}, stdio: 'ignore', timeout: 10_000 }).status === 41;
}

/**
 * The same request as mediasoup's install script makes.
 *
 * @param {import('./progress.mjs').Progress} progress
 * @returns {Promise<string | null>}
 */
async function downloadPrebuilt(progress) {
  if (process.env.MEDIASOUP_SKIP_WORKER_PREBUILT_DOWNLOAD) return null;
  const { repository } = JSON.parse(
    readFileSync(join(root, 'node_modules', 'mediasoup', 'package.json'), 'utf8'),
  );
  const base =
    process.env.MEDIASOUP_WORKER_PREBUILT_DOWNLOAD_BASE_URL ||
    `${repository.url.replace(/^git\+/, '').replace(/\.git$/, '')}/releases/download`;
  const kernel = platform === 'linux' ? `-kernel${release().split('.')[0]}` : '';
  const name = `mediasoup-worker-${version}-${platform}-${arch}${kernel}.tgz`;

  await mkdir(dirname(folder), { recursive: true });
  const scratch = await mkdtemp(join(dirname(folder), '.download-'));
  const fetcher = createFetcher();
  try {
    progress.update('fetching mediasoup’s own build');
    await fetcher.fetch({ kind: 'url', url: `${base}/${version}/${name}` }, join(scratch, name), progress);
    await runCommand('tar', ['-xzf', join(scratch, name), '-C', scratch], { title: 'tar' });
    await chmod(join(scratch, fileName), 0o755);
    if (!runs(join(scratch, fileName)))
      throw new SetUpError('SFU worker: the prebuilt one does not run here');
    await mkdir(folder, { recursive: true });
    await rename(join(scratch, fileName), cachedSfuWorker);
    return cachedSfuWorker;
  } catch {
    // Out of reach, or none for this platform: it is compiled instead.
    progress.conclude('no prebuilt one within reach');
    return null;
  } finally {
    await fetcher.close();
    await rm(scratch, { recursive: true, force: true });
  }
}
