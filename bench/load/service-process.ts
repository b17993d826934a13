import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { env } from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { jwtVerify } from 'jose';
import { WebSocketServer } from 'ws';
import type { AggregatorOptions } from '../../sdk/server/aggregator-options.ts';
import { createAggregator } from '../../sdk/server/create-aggregator.ts';
import { createMemoryStore } from '../../sdk/server/create-memory-store.ts';
import { openRedis } from '../../sdk/server/redis/open-redis.ts';
import { tokenSecret } from './token-secret.ts';

// The service as a process of its own, so that its processor time and memory are its own; `start-service.ts` starts it.

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;
let contributions = 0;
const problems: string[] = [];
const { REDIS_URL: redisUrl = '' } = env;
const place: Pick<AggregatorOptions, 'store' | 'cluster'> =
  redisUrl === '' ? { store: createMemoryStore() } : await openRedis({ url: redisUrl, settleSeconds: 0.1 });
// A Redis that was just started gives no meeting a home for a moment.
while ((await place.cluster?.locate('warm-up'))?.kind === 'unsettled') await sleep(50);
const aggregator = createAggregator({
  ...place,
  windowSeconds: Number(env.WINDOW_SECONDS),
  collectSeconds: Number(env.COLLECT_SECONDS),
  async verifyToken(token) {
    const { payload } = await jwtVerify(token, tokenSecret);
    return {
      meetingId: String(payload.meetingId),
      participantId: payload.sub ?? '',
      expiresAt: (payload.exp ?? 0) * 1000,
    };
  },
  onProblem: (problem) => problems.push(problem instanceof Error ? problem.message : String(problem)),
  observer: {
    windowEnded() {},
    contributionTaken: () => {
      contributions += 1;
    },
    refused: (code) => problems.push(`refused: ${code}`),
    problem() {},
  },
});
const server = new WebSocketServer({ port: 0, host: '127.0.0.1', maxPayload: 65_536, backlog: 4096 });
server.on('connection', (socket) => aggregator.accept(socket));
await once(server, 'listening');
process.on('message', (asked: { readonly collectGarbage: boolean }) => {
  if (asked.collectGarbage) collectGarbage();
  const { user, system } = process.cpuUsage();
  const { heapUsed, rss } = process.memoryUsage();
  process.send?.({
    cpuSeconds: (user + system) / 1e6,
    heapUsed,
    rss,
    contributions,
    problems: problems.slice(0, 20),
  });
});
process.on('disconnect', () => process.exit(0));
process.send?.({ port: (server.address() as AddressInfo).port });
