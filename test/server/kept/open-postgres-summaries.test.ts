import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openPostgresSummaries } from '../../../sdk/server/kept/open-postgres-summaries.ts';
import { describeSummaryStore } from './describe-summary-store.ts';
import { hasPostgres, type PostgresServer, startPostgres } from './start-postgres.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

describe.skipIf(!hasPostgres)('with a real PostgreSQL', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.stop());

  async function ask(text: string): Promise<void> {
    const client = new pg.Client({ connectionString: server.url });
    await client.connect();
    await client.query(text);
    await client.end();
  }

  describeSummaryStore('openPostgresSummaries', async () => {
    await ask('DROP TABLE IF EXISTS assent_summaries');
    return {
      open: (options) => openPostgresSummaries({ ...options, url: server.url }),
      async onDisk() {
        await ask('CHECKPOINT');
        return server.onDisk();
      },
      tamper: () =>
        ask('UPDATE assent_summaries SET sealed = set_byte(sealed, 20, get_byte(sealed, 20) # 1)'),
    };
  });

  test('one that does not answer is told as such', async () => {
    const url = 'postgres://assent@127.0.0.1:1/none';
    await expect(openPostgresSummaries({ key: new Uint8Array(32), url })).rejects.toMatchObject({
      code: 'aggregation-failed',
    });
    await expect(openPostgresSummaries({ key: new Uint8Array(32), url: 'mysql://x' })).rejects.toThrow(
      /^url: /,
    );
  });
});
