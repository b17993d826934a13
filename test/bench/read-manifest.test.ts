import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Manifest, readManifest } from '../../bench/evaluate/read-manifest.ts';

describe('readManifest', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'assent-manifest-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const read = (content: string | Uint8Array): Promise<Manifest> => {
    writeFileSync(join(folder, 'm.csv'), content);
    return readManifest(join(folder, 'm.csv'), 'image');
  };

  it('reads what a table program writes: a byte order mark, either line end, quotes, commas, blank lines', async () => {
    const quoted = (value: string): string => `"${value.replaceAll('"', '""')}"`;
    const value = fc
      .string({ unit: 'grapheme', maxLength: 12 })
      .map((text) => text.trim().replace(/[\r\n]/g, ''));
    const row = fc.record({ image: value.filter(Boolean), smile: value });
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { maxLength: 5 }),
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        async (rows, end, hasMark) => {
          const lines = rows.flatMap(({ image, smile }) => [`${quoted(image)},${quoted(smile)}`, '']);
          const { columns, rows: found } = await read(
            `${hasMark ? '\uFEFF' : ''}${['image,smile', ...lines].join(end)}`,
          );
          expect(columns).toEqual(['image', 'smile']);
          expect(found.map(({ values }) => values)).toEqual(rows);
          expect(found.map(({ line }) => line)).toEqual(rows.map((_, index) => 2 + 2 * index));
        },
      ),
    );
  });

  it.each([
    ['an empty file', '', /m\.csv: its header has no column 'image'/],
    ['a file of one mark', '\uFEFF', /m\.csv: its header has no column 'image'/],
    ['another separator', 'image;smile\na.jpg;1', /m\.csv: its header has no column 'image'/],
    ['a column that is there twice', 'image,smile,smile\na.jpg,1,0', /m\.csv: .* column 'smile' twice/],
    ['a quote that does not end', 'image,smile\n"a.jpg,1\nb.jpg,0', /m\.csv: Quote Not Closed.* line 3/],
    [
      'a comma in a name',
      'image,smile\na.jpg,1\nb, c.jpg,1',
      /m\.csv, line 3: it has 3 values, the header 2/,
    ],
  ])('names the file and what is wrong in %s', async (_, text, message) => {
    await expect(read(text)).rejects.toThrow(message);
  });

  it('lets rows be short, and commas at their end stand', async () => {
    const { rows } = await read('image,smile,person\na.jpg\nb.jpg,1,ada,,');
    expect(rows.map(({ values }) => values)).toEqual([
      { image: 'a.jpg', smile: '', person: '' },
      { image: 'b.jpg', smile: '1', person: 'ada' },
    ]);
  });

  it('says of any other bytes which file they are', async () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 64 }),
      fc
        .string({ unit: fc.constantFrom('"', ',', '\n', '\r', 'a', '\0', ' '), maxLength: 24 })
        .map((text) => Buffer.from(`image,smile\n${text}`)),
    );
    await fc.assert(
      fc.asyncProperty(bytes, async (content) => {
        const error = await read(content).then(
          () => null,
          (cause: unknown) => cause,
        );
        if (error !== null) expect(String(error)).toContain('m.csv');
      }),
    );
  });
});
