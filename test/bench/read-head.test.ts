import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readHead } from '../../bench/evaluate/read-head.ts';

describe('readHead', () => {
  let folder = '';
  let path = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'assent-head-'));
    path = join(folder, 'head.manifest.json');
    writeFileSync(join(folder, 'head.onnx'), 'a model');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('finds the model beside the manifest', async () => {
    writeFileSync(path, '{ "id": "own", "file": "head.onnx" }');
    expect(await readHead(path)).toEqual({
      path,
      manifest: { id: 'own', file: 'head.onnx' },
      model: join(folder, 'head.onnx'),
    });
  });

  it('names a manifest that is not there', async () => {
    await expect(readHead(join(folder, 'none.json'))).rejects.toThrow(/none\.json: it cannot be read/);
  });

  it('names the manifest and what is wrong with it, whatever it holds', async () => {
    const holds = fc.oneof(
      fc.string(),
      fc.json(),
      fc
        .record({ file: fc.oneof(fc.string(), fc.constantFrom('missing.onnx', '\0', '../head.onnx')) })
        .map((manifest) => JSON.stringify(manifest)),
    );
    await fc.assert(
      fc.asyncProperty(holds, async (text) => {
        writeFileSync(path, text);
        const found = await readHead(path).catch((error: unknown) => error);
        if (found instanceof Error)
          expect(found.message).toMatch(
            /head\.manifest\.json: (it cannot be read|it holds no|there is no file)/,
          );
        else expect(found).toMatchObject({ path, manifest: JSON.parse(text) });
      }),
    );
  });
});
