import type { RedisNode, RedisOptions } from './redis-node.ts';

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
  // Only those who run several nodes load it.
  const { joinRedis } = await import('./join-redis.ts');
  return joinRedis({ url, prefix, commandTimeoutSeconds, leaseSeconds, settleSeconds, onProblem });
}
