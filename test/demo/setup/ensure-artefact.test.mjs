import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFetcher } from '../../../demo/setup/create-fetcher.mjs';
import { ensureArtefact } from '../../../demo/setup/ensure-artefact.mjs';

const content = Buffer.from('the bytes that were meant');
const silent = { update: () => {}, conclude: () => {} };

/** @type {string} */
let folder;
/** @type {import('node:http').Server} */
let server;
/** @type {string} */
let origin;
/** @type {string[]} */
let asked;
/** @type {ReturnType<typeof createFetcher>} */
let fetcher;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assent-test-'));
  asked = [];
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    if (request.url === '/sound') response.end(content);
    else if (request.url === '/forged')
      response.end(Buffer.from('the bytes that were forged'.slice(0, content.length)));
    else if (request.url === '/cut') {
      response.writeHead(200, { 'content-length': content.length });
      response.write(content.subarray(0, 5), () => response.destroy());
    } else response.writeHead(404).end();
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  fetcher = createFetcher();
});

afterEach(async () => {
  await fetcher.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true, force: true });
});

/** @param {string[]} paths */
const artefact = (...paths) => ({
  id: 'a-model',
  file: 'model.bin',
  bytes: content.length,
  sha256: createHash('sha256').update(content).digest('hex'),
  sources: paths.map((path) => ({ kind: /** @type {const} */ ('url'), url: origin + path })),
});

/** @param {string[]} paths */
const ensure = (...paths) => ensureArtefact(artefact(...paths), folder, fetcher.fetch, silent);

describe('ensureArtefact', () => {
  it('tries the sources in turn until one gives the bytes', async () => {
    expect(await ensure('/absent', '/cut', '/sound', '/never-asked')).toBe(join(folder, 'model.bin'));
    expect(asked).toEqual(['/absent', '/cut', '/sound']);
    expect(await readFile(join(folder, 'model.bin'))).toEqual(content);
    expect(await readdir(folder)).toEqual(['model.bin']);
  });

  it('asks nobody for what is already there', async () => {
    await writeFile(join(folder, 'model.bin'), content);
    await ensure('/sound');
    expect(asked).toEqual([]);
  });

  it('refuses bytes with another hash, and names it', async () => {
    const forged = createHash('sha256').update('the bytes that were forge').digest('hex');
    await expect(ensure('/forged')).rejects.toThrow(
      `a-model: no source gave model.bin; ${new URL(origin).host}: refused, sha256 is ${forged} instead of ${artefact().sha256}`,
    );
    expect(await readdir(folder)).toEqual([]);
  });

  it('goes on to the next source after a forged one', async () => {
    await ensure('/forged', '/sound');
    expect(await readFile(join(folder, 'model.bin'))).toEqual(content);
  });

  it.each([
    ['damaged', Buffer.from('the bytes that were meanT')],
    ['cut short', content.subarray(0, 7)],
  ])('replaces a file that is %s', async (_what, present) => {
    await writeFile(join(folder, 'model.bin'), present);
    await ensure('/sound');
    expect(await readFile(join(folder, 'model.bin'))).toEqual(content);
  });

  it('keeps nothing of a source that broke off, and says what each source answered', async () => {
    await expect(ensure('/cut', '/absent')).rejects.toThrow(/model\.bin; .*; .*answered 404$/);
    expect(await readdir(folder)).toEqual([]);
  });
});
