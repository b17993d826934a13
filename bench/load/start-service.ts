import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** What the service's process says of itself. */
export interface ServiceSample {
  readonly cpuSeconds: number;
  readonly heapUsed: number;
  readonly rss: number;
  readonly contributions: number;
  readonly problems: readonly string[];
}

/** The service in a process of its own. */
export interface LoadedService {
  readonly url: string;
  /** @param collectGarbage - beforehand, at the cost of the service's processor time */
  sample(collectGarbage: boolean): Promise<ServiceSample>;
  stop(): Promise<void>;
}

export async function startService(options: {
  readonly windowSeconds: number;
  readonly collectSeconds: number;
  readonly redisUrl: string | null;
}): Promise<LoadedService> {
  const child = fork(fileURLToPath(new URL('./service-process.ts', import.meta.url)), {
    execArgv: ['--import', 'tsx'],
    env: {
      ...process.env,
      WINDOW_SECONDS: String(options.windowSeconds),
      COLLECT_SECONDS: String(options.collectSeconds),
      REDIS_URL: options.redisUrl ?? '',
    },
  });
  const [started] = await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => Promise.reject(new Error('the service does not start'))),
  ]);
  return {
    url: `ws://127.0.0.1:${started.port}`,
    async sample(collectGarbage) {
      child.send({ collectGarbage });
      const [sample] = await once(child, 'message');
      return sample;
    },
    async stop() {
      child.disconnect();
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
}
