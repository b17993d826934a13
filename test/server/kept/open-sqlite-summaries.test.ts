import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sqlite from 'node-sqlite3-wasm';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openSqliteSummaries } from '../../../sdk/server/kept/open-sqlite-summaries.ts';
import { describeSummaryStore } from './describe-summary-store.ts';

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

function freshFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'assent-kept-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'summaries.db');
}

describeSummaryStore('openSqliteSummaries', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'assent-kept-'));
  const file = join(folder, 'summaries.db');
  return {
    open: (options) => openSqliteSummaries({ ...options, file }),
    onDisk: async () => readFileSync(file),
    async tamper() {
      const database = new sqlite.Database(file);
      const row = database.get('SELECT name, sealed FROM assent_summaries');
      const sealed = Uint8Array.from(row?.sealed as Uint8Array);
      sealed[20] = (sealed[20] ?? 0) ^ 1;
      database.run('UPDATE assent_summaries SET sealed = ?', [sealed]);
      database.close();
    },
  };
});

test('a lock that a crash left behind does not keep the file shut', async () => {
  const file = freshFile();
  mkdirSync(`${file}.lock`);
  utimesSync(`${file}.lock`, new Date(0), new Date(0));
  const store = await openSqliteSummaries({ key: new Uint8Array(32), file });
  expect(await store.get('m')).toBeNull();
  await store.close();
});

test('a file that is none is refused', async () => {
  await expect(openSqliteSummaries({ key: new Uint8Array(32), file: '' })).rejects.toThrow(/^file: /);
  const file = join(tmpdir(), 'no', 'such', 'folder.db');
  await expect(openSqliteSummaries({ key: new Uint8Array(32), file })).rejects.toMatchObject({
    code: 'aggregation-failed',
  });
});
