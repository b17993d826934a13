import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { env } from 'node:process';
import { WebSocketServer } from 'ws';
import type { AggregationStore } from '../../../sdk/server/aggregation-store.ts';
import { createAggregator } from '../../../sdk/server/create-aggregator.ts';
import { openRedis } from '../../../sdk/server/redis/open-redis.ts';
import { verifyIdentityWith } from '../../meeting/secure/token-issuer.ts';
import { verifyTestToken } from '../test-tokens.ts';

// One node of the service, as a process of its own; `start-node.ts` starts it.

const onProblem = (problem: unknown): void =>
  console.error(problem instanceof Error ? problem.message : problem);
const redis = await openRedis({
  url: env.REDIS_URL ?? '',
  leaseSeconds: 1,
  settleSeconds: 0.8,
  commandTimeoutSeconds: 0.5,
  onProblem,
});
/** The next window that is taken is the last thing this process does. */
let diesOfTaking = false;
process.on('SIGUSR2', () => {
  diesOfTaking = true;
});
const store: AggregationStore = {
  ...redis.store,
  async take(key) {
    const taken = await redis.store.take(key);
    if (diesOfTaking) process.kill(process.pid, 'SIGKILL');
    return taken;
  },
};
const aggregator = createAggregator({
  ...redis,
  store,
  windowSeconds: Number(env.WINDOW_SECONDS ?? 2),
  collectSeconds: Number(env.COLLECT_SECONDS ?? 0.8),
  ...(env.ATTESTATION_KEY === undefined
    ? {}
    : { secure: { verifyIdentity: verifyIdentityWith(JSON.parse(env.ATTESTATION_KEY)) } }),
  verifyToken: verifyTestToken,
  onProblem,
});
const server = new WebSocketServer({ port: 0, host: '127.0.0.1', maxPayload: 65_536 });
server.on('connection', (socket) => aggregator.accept(socket));
await once(server, 'listening');
console.log(`ready ${(server.address() as AddressInfo).port}`);
process.on('SIGTERM', () => {
  aggregator.close().then(
    () => process.exit(0),
    () => process.exit(1),
  );
});
