import { AssentError } from '../../errors.ts';
import { createSummaryStore } from './create-summary-store.ts';
import type { SummaryStore, SummaryStoreOptions } from './summary-store.ts';

/**
 * Keeps summaries in a table `assent_summaries` of a PostgreSQL database, which several nodes may share.
 *
 * @param options - `url`: `postgres://user:password@host/database`; it must be allowed to create the table, or find it
 * @remarks Needs the package `pg`. PostgreSQL itself never sees a summary, a meeting's id, or the key.
 * @throws TypeError (as a rejection) naming the option that is missing or out of range
 * @throws AssentError `unsupported` without the package, `aggregation-failed` if the database cannot be used
 */
export async function openPostgresSummaries(
  options: SummaryStoreOptions & { readonly url: string; readonly onProblem?: (problem: unknown) => void },
): Promise<SummaryStore> {
  const { url, onProblem = () => {} } = options;
  if (typeof url !== 'string' || !/^postgres(ql)?:\/\//.test(url)) {
    throw new TypeError('url: an address that begins with postgres:// is needed');
  }
  const { default: pg } = await import('pg').catch((cause: unknown) => {
    throw new AssentError('unsupported', 'The package pg is not installed.', { cause });
  });
  const pool = new pg.Pool({ connectionString: url, max: 4, connectionTimeoutMillis: 5_000 });
  // A connection that breaks while nobody uses it.
  pool.on('error', onProblem);
  try {
    await pool.query(`CREATE TABLE IF NOT EXISTS assent_summaries (
      name bytea PRIMARY KEY, expires_at_ms bigint NOT NULL, sealed bytea NOT NULL)`);
    await pool.query(
      'CREATE INDEX IF NOT EXISTS assent_summaries_expiry ON assent_summaries (expires_at_ms)',
    );
    return await createSummaryStore(
      {
        async write(name, { expiresAtMs, sealed }) {
          await pool.query(
            `INSERT INTO assent_summaries VALUES ($1, $2, $3) ON CONFLICT (name)
             DO UPDATE SET expires_at_ms = excluded.expires_at_ms, sealed = excluded.sealed`,
            [Buffer.from(name), expiresAtMs, Buffer.from(sealed)],
          );
        },
        async read(name) {
          const { rows } = await pool.query<{ expires_at_ms: string; sealed: Buffer }>(
            'SELECT expires_at_ms, sealed FROM assent_summaries WHERE name = $1',
            [Buffer.from(name)],
          );
          const [row] = rows;
          return row === undefined ? null : { expiresAtMs: Number(row.expires_at_ms), sealed: row.sealed };
        },
        async delete(name) {
          await pool.query('DELETE FROM assent_summaries WHERE name = $1', [Buffer.from(name)]);
        },
        async deleteExpired(nowMs) {
          const { rowCount } = await pool.query('DELETE FROM assent_summaries WHERE expires_at_ms <= $1', [
            nowMs,
          ]);
          return rowCount ?? 0;
        },
        close: () => pool.end(),
      },
      options,
    );
  } catch (cause) {
    await pool.end().catch(onProblem);
    if (cause instanceof TypeError || cause instanceof AssentError) throw cause;
    throw new AssentError('aggregation-failed', 'The database of kept summaries cannot be used.', { cause });
  }
}
