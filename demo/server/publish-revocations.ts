import { readFile } from 'node:fs/promises';
import { createSigningKey, type RevokedModel, signRevocationList } from 'assent/accountability';
import type { FastifyInstance } from 'fastify';

/** What {@link publishRevocations} is told. */
export interface RevocationSettings {
  /** A JSON file with the revoked models, read anew for every request; `null`: none is. */
  readonly file: string | null;
  /** How often pages fetch the list. */
  readonly intervalSeconds: number;
}

/**
 * Publishes the signed list of revoked models under `/assent/revocations.json`,
 * and under `/api/revocation-key` what checks it: this server is a publisher of
 * its own. Elsewhere that key belongs to whoever publishes models, and is built
 * into the app. A file that cannot be read answers with an error, so that pages
 * estimate nothing for want of a list.
 */
export async function publishRevocations(app: FastifyInstance, settings: RevocationSettings): Promise<void> {
  const { file, intervalSeconds } = settings;
  const key = await createSigningKey();

  app.get('/api/revocation-key', (_request, reply) =>
    reply.header('cache-control', 'no-store').send({ publicKey: key.publicKey, intervalSeconds }),
  );
  app.get('/assent/revocations.json', async (_request, reply) => {
    const now = Date.now();
    const models = file === null ? [] : (JSON.parse(await readFile(file, 'utf8')) as RevokedModel[]);
    const list = {
      issue: Math.floor(now / 1000),
      issuedAt: new Date(now).toISOString(),
      expiresAt: new Date(now + 3 * intervalSeconds * 1000).toISOString(),
      models,
    };
    return reply.header('cache-control', 'no-store').send(await signRevocationList(list, key));
  });
}
