import { rm, stat } from 'node:fs/promises';
import { AssentError } from '../../errors.ts';
import { createSummaryStore } from './create-summary-store.ts';
import type { SummaryStore, SummaryStoreOptions } from './summary-store.ts';

/** A process that died while it wrote leaves its lock behind; one that lives holds it for milliseconds. */
const staleLockMs = 10_000;

/**
 * Keeps summaries in one SQLite file, without a server. Deleted bytes are overwritten in the file.
 *
 * @param options - `file`: created if it isn't there
 * @remarks Needs the package `node-sqlite3-wasm`, which installs without compiling or downloading anything. For one
 *   process; several that share a file need `openPostgresSummaries`.
 * @throws TypeError (as a rejection) naming the option that is missing or out of range
 * @throws AssentError `unsupported` without the package, `aggregation-failed` if the file cannot be used
 */
export async function openSqliteSummaries(
  options: SummaryStoreOptions & { readonly file: string },
): Promise<SummaryStore> {
  const { file } = options;
  if (typeof file !== 'string' || file === '') throw new TypeError('file: the name of a file is needed');
  const sqlite = await import('node-sqlite3-wasm').catch((cause: unknown) => {
    throw new AssentError('unsupported', 'The package node-sqlite3-wasm is not installed.', { cause });
  });
  await removeStaleLock(`${file}.lock`);
  try {
    const database = new sqlite.default.Database(file);
    database.exec('PRAGMA secure_delete = ON');
    database.exec(`CREATE TABLE IF NOT EXISTS assent_summaries (
      name BLOB PRIMARY KEY, expires_at_ms INTEGER NOT NULL, sealed BLOB NOT NULL) WITHOUT ROWID`);
    database.exec('CREATE INDEX IF NOT EXISTS assent_summaries_expiry ON assent_summaries (expires_at_ms)');
    return await createSummaryStore(
      {
        async write(name, { expiresAtMs, sealed }) {
          database.run(
            `INSERT INTO assent_summaries VALUES (?, ?, ?) ON CONFLICT (name)
             DO UPDATE SET expires_at_ms = excluded.expires_at_ms, sealed = excluded.sealed`,
            [name, expiresAtMs, sealed],
          );
        },
        async read(name) {
          const row = database.get('SELECT expires_at_ms, sealed FROM assent_summaries WHERE name = ?', [
            name,
          ]);
          if (row === null) return null;
          const { expires_at_ms: expiresAtMs, sealed } = row;
          if (!(sealed instanceof Uint8Array)) throw new Error('not a row of this store');
          return { expiresAtMs: Number(expiresAtMs), sealed };
        },
        async delete(name) {
          database.run('DELETE FROM assent_summaries WHERE name = ?', [name]);
        },
        async deleteExpired(nowMs) {
          return database.run('DELETE FROM assent_summaries WHERE expires_at_ms <= ?', [nowMs]).changes;
        },
        async close() {
          if (database.isOpen) database.close();
        },
      },
      options,
    );
  } catch (cause) {
    if (cause instanceof TypeError || cause instanceof AssentError) throw cause;
    throw new AssentError('aggregation-failed', 'The file of kept summaries cannot be used.', { cause });
  }
}

async function removeStaleLock(lock: string): Promise<void> {
  const held = await stat(lock).catch(() => null);
  if (held !== null && Date.now() - held.mtimeMs > staleLockMs)
    await rm(lock, { recursive: true, force: true });
}
