import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

/** @typedef {import('../../../demo/setup/artefacts.mjs').Listed & { licence: string }} Listed */

/** @param {string} file */
const read = (file) => JSON.parse(readFileSync(file, 'utf8'));

/** @type {Listed[]} */
const recordings = ['recordings.json', 'test-recordings.json'].flatMap(
  (list) => read(join('demo/setup', list)).recordings,
);
/** @type {Listed[]} */
const models = readdirSync('sdk/models')
  .filter((file) => file.endsWith('.manifest.json'))
  .map((file) => read(join('sdk/models', file)));

describe('what the set-up fetches', () => {
  it.each([...models, ...recordings].map((entry) => [entry.file, entry]))(
    '%s is pinned by size, hash, licence and exact versions',
    (_file, entry) => {
      expect(entry.bytes).toBeGreaterThan(0);
      expect(entry.sha256).toMatch(/^[0-9a-f]{64}$/);
      expect(entry.licence).not.toBe('');
      expect(entry.file).not.toMatch(/[\\/]/);
      expect(entry.sources.length).toBeGreaterThan(0);
      for (const source of entry.sources) {
        if (source.kind === 'npm') expect(source.package).toMatch(/^(@[^/]+\/)?[^@/]+@\d+\.\d+\.\d+$/);
        if (source.kind === 'url') expect(source.url).toMatch(/^https:/);
      }
    },
  );

  it('has a second source for every model, as the vendor’s address may be out of reach', () => {
    expect(models.length).toBeGreaterThan(0);
    for (const { id, sources } of models) {
      expect(
        sources.some(({ kind }) => kind === 'npm'),
        id,
      ).toBe(true);
    }
  });
});
