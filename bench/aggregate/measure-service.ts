import { hasRedis, startRedis } from '../../test/server/redis/start-redis.ts';
import { runLoad } from '../load/run-load.ts';
import { fitGrowth } from './fit-growth.ts';

/** What the service takes, of contributions as they are, with everything that a window asks of it. */
export interface ServiceFigures {
  /** Per second of the service's processor time; `null` where there is no redis-server. */
  readonly contributionsPerSecond: { readonly memory: number; readonly redis: number | null };
  /** From the end of collecting until a client has the window. */
  readonly windowLatencyMillisecondsP99: number;
  /** Exponent of the service's processor time per window over participants; 1 is linear. */
  readonly serviceGrowthExponent: number;
}

const common = { people: 20, seconds: 8, windowSeconds: 2, collectSeconds: 1, watchHeap: false };

/** Measures the service in a process of its own, with real clients on real sockets. */
export async function measureService(): Promise<ServiceFigures> {
  const runs = [];
  for (const meetings of [10, 20, 40]) {
    const result = await runLoad({ ...common, meetings });
    if (result.errors.length > 0) throw new Error(result.errors[0]);
    runs.push({ participants: meetings * common.people, result });
  }
  const largest = runs.at(-1);
  if (largest === undefined) throw new Error('no runs');
  const costs = runs.map(
    ({ participants, result }) => [participants, participants / result.contributionsPerCoreSecond] as const,
  );
  return {
    contributionsPerSecond: {
      memory: Math.round(largest.result.contributionsPerCoreSecond),
      redis: await measureRedis(),
    },
    windowLatencyMillisecondsP99: largest.result.latency.p99,
    serviceGrowthExponent: Math.round(fitGrowth(costs) * 100) / 100,
  };
}

async function measureRedis(): Promise<number | null> {
  if (!hasRedis) {
    console.error('left out: redis-server is not installed');
    return null;
  }
  const redis = await startRedis();
  try {
    const result = await runLoad({ ...common, meetings: 40, redisUrl: redis.url });
    if (result.errors.length > 0) throw new Error(result.errors[0]);
    return Math.round(result.contributionsPerCoreSecond);
  } finally {
    await redis.stop();
  }
}
