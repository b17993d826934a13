import type { AggregationStore } from '../aggregation-store.ts';
import type { MeetingCluster } from '../cluster/meeting-cluster.ts';
import { createRedisCluster } from './create-redis-cluster.ts';
import { createRedisStore } from './create-redis-store.ts';
import { openRedisLink } from './redis-link.ts';

/** Options of {@link openRedis}. */
export interface RedisOptions {
  /** `redis://[user:password@]host:port/db`, or `rediss://` for TLS. One primary, not a Redis Cluster. */
  readonly url: string;
  /** Put before every key and channel; default `assent:`. */
  readonly prefix?: string;
  /** A command that takes longer has failed, and with it its window; default 2 s. */
  readonly commandTimeoutSeconds?: number;
  /** A node that is silent for so long is taken for dead, and its meetings move; default 3 s. */
  readonly leaseSeconds?: number;
  /** How long a Redis that was found empty is given to be told again what it forgot; default 3 s. */
  readonly settleSeconds?: number;
  /** Told of connections that break; default: nothing. */
  readonly onProblem?: (problem: unknown) => void;
}

/** One node's share of a service that several run together; pass both parts to `createAggregator`. */
export interface RedisNode {
  readonly store: AggregationStore;
  readonly cluster: MeetingCluster;
}

/**
 * Lets several nodes of the aggregation service work as one, over Redis or Valkey: any of them takes any
 * participant, each meeting's windows are conducted by one, and another takes over when it dies.
 *
 * What is in Redis, and for how long: which nodes are alive (`leaseSeconds`), the meetings' homes, the numbers of
 * closed windows (an hour), the guard against differencing (`guardSeconds`), and, only where sums are not
 * blind, the contributions of the window being collected (until it is summed, or twice `collectSeconds` and ten
 * seconds). Run it without persistence (`save ""`, `appendonly no`): nothing of this belongs on a disk, and
 * the nodes give the guards back to a Redis that has restarted.
 *
 * @remarks `store.close()`, which `createAggregator` calls, closes both. Needs the package `ioredis`. The nodes'
 *   clocks must agree within a fraction of `collectSeconds`.
 * @throws TypeError naming the option that is missing or out of range
 * @throws AssentError `aggregation-failed` (as a rejection) if Redis cannot be reached
 */
export async function openRedis(options: RedisOptions): Promise<RedisNode> {
  const { url, prefix = 'assent:', onProblem = () => {} } = options;
  const { commandTimeoutSeconds = 2, leaseSeconds = 3, settleSeconds = 3 } = options;
  if (typeof url !== 'string' || !/^rediss?:\/\//.test(url)) {
    throw new TypeError('url: an address that begins with redis:// or rediss:// is needed');
  }
  for (const [name, value] of Object.entries({ commandTimeoutSeconds, leaseSeconds, settleSeconds })) {
    if (!(Number.isFinite(value) && value > 0)) throw new TypeError(`${name}: a number above 0 is needed`);
  }
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
