import { createRedisCluster } from './create-redis-cluster.ts';
import { createRedisStore } from './create-redis-store.ts';
import { openRedisLink } from './redis-link.ts';
import type { RedisNode, RedisOptions } from './redis-node.ts';

/** Connects, and joins the other nodes there; what it opened is closed again where that fails. */
export async function joinRedis(options: Required<RedisOptions>): Promise<RedisNode> {
  const { url, prefix, onProblem, commandTimeoutSeconds, leaseSeconds, settleSeconds } = options;
  const commandTimeoutMs = commandTimeoutSeconds * 1000;
  const link = await openRedisLink({ url, prefix, commandTimeoutMs, onProblem });
  const store = createRedisStore(link);
  try {
    const cluster = await createRedisCluster(link, {
      leaseMs: leaseSeconds * 1000,
      settleMs: settleSeconds * 1000,
      homeMs: 24 * 3_600_000,
    });
    return {
      cluster,
      store: {
        ...store,
        ready: async () => cluster.alive(),
        async close() {
          await cluster.close();
          await store.close();
        },
      },
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}
