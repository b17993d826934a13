import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { chmod, cp, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { arch, platform } from 'node:process';
import { findProgram } from './find-program.mjs';
import { cache, root } from './paths.mjs';
import { runCommand } from './run-command.mjs';
import { SetUpError } from './set-up-error.mjs';
import { withLock } from './with-lock.mjs';

const { version } = JSON.parse(readFileSync(join(root, 'demo', 'setup', 'livekit-server.json'), 'utf8'));
const folder = join(cache, 'livekit-server', `${version}-${platform}-${arch}`);
const fileName = platform === 'win32' ? 'livekit-server.exe' : 'livekit-server';
const cached = join(folder, fileName);

/**
 * Finds a LiveKit server: the one that `LIVEKIT_SERVER_BIN` names, one on the path, one built before.
 *
 * @returns {string | null}
 * @throws {SetUpError} when `LIVEKIT_SERVER_BIN` names something that does not run
 */
export function findLiveKitServer() {
  const named = process.env.LIVEKIT_SERVER_BIN;
  if (named !== undefined && named !== '') {
    if (runs(named)) return named;
    throw new SetUpError(`LiveKit: LIVEKIT_SERVER_BIN names ${named}, which is no server that runs here`);
  }
  const found = findProgram(fileName) ?? cached;
  return runs(found) ? found : null;
}

/**
 * Builds the server from its Go module, where Go is present; several minutes, once.
 *
 * Its module replaces some of its dependencies, which `go install` refuses to follow: it is built as the
 * main module, in a copy of its folder.
 *
 * @param {import('./progress.mjs').Progress} progress
 * @returns {Promise<string>}
 * @throws {SetUpError} saying what is missing or what failed
 */
export async function buildLiveKitServer(progress) {
  if (findProgram('go') === null) {
    throw new SetUpError('LiveKit: no server found and no Go to build one; name one in LIVEKIT_SERVER_BIN');
  }
  return withLock(
    join(cache, 'locks', `livekit-server-${version}`),
    async () => {
      if (runs(cached)) return cached;
      await mkdir(folder, { recursive: true });
      const work = await mkdtemp(join(folder, '.build-'));
      const env = { ...process.env, GOPATH: join(work, 'go'), GOFLAGS: '-mod=mod -modcacherw' };
      const options = { title: 'LiveKit', env, timeoutSeconds: 3600 };
      try {
        progress.update('fetching its source');
        const module = await runCommand(
          'go',
          ['mod', 'download', '-json', `github.com/livekit/livekit-server@${version}`],
          { ...options, cwd: work },
        );
        const source = join(work, 'source');
        await cp(JSON.parse(module).Dir, source, { recursive: true });
        await chmod(source, 0o755);
        const part = join(work, fileName);
        progress.update('compiling it, 3 to 10 minutes, once');
        await runCommand(
          'nice',
          ['-n', '10', 'go', 'build', '-trimpath', '-ldflags', '-s -w', '-o', part, './cmd/server'],
          { ...options, cwd: source },
        );
        if (!runs(part)) throw new SetUpError('LiveKit: what was compiled does not run here');
        await rename(part, cached);
        return cached;
      } finally {
        await rm(work, { recursive: true, force: true });
      }
    },
    { onWait: (pid) => progress.update(`process ${pid} is compiling it`) },
  );
}

/** @param {string} file */
function runs(file) {
  return (
    existsSync(file) && spawnSync(file, ['--version'], { stdio: 'ignore', timeout: 10_000 }).status === 0
  );
}
