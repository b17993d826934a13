import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import { AssentError } from '../../errors.ts';
import { redisScripts } from './redis-scripts.ts';

/** Two connections to one Redis: for commands, and to listen. */
export interface RedisLink {
  /** This process's name among the nodes, made anew at each start. */
  readonly node: string;
  readonly prefix: string;
  /**
   * Runs one of `redisScripts`.
   *
   * @throws AssentError `aggregation-failed`: out of reach, or the meeting is at home on another node
   */
  run(script: string, ...args: readonly (string | number)[]): Promise<unknown>;
  /** @throws AssentError `aggregation-failed` */
  command<T>(task: (redis: Redis) => Promise<T>): Promise<T>;
  /** The connection that only listens. */
  readonly ear: Redis;
  /** Whether both connections stand. */
  connected(): boolean;
  /** Runs `task` each time the connection for commands stands again after a cut. */
  onReconnect(task: () => void): void;
  close(): Promise<void>;
}

/** Options of {@link openRedisLink}. */
export interface RedisLinkOptions {
  readonly url: string;
  readonly prefix: string;
  readonly commandTimeoutMs: number;
  readonly onProblem: (problem: unknown) => void;
}

/**
 * Connects. A command that cannot be sent at once fails at once, and none is ever sent a second time: what a
 * window needs would come too late, and what it must not have (a removal that is still on its way) would be
 * taken for done.
 *
 * @throws AssentError `aggregation-failed` if Redis cannot be reached, `unsupported` without `ioredis`
 */
export async function openRedisLink(options: RedisLinkOptions): Promise<RedisLink> {
  const { url, prefix, commandTimeoutMs, onProblem } = options;
  const { Redis } = await import('ioredis').catch((cause: unknown) => {
    throw new AssentError('unsupported', 'The package ioredis is not installed.', { cause });
  });
  const connection = (autoResubscribe: boolean): Redis => {
    const redis = new Redis(url, {
      lazyConnect: true,
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      autoResendUnfulfilledCommands: false,
      autoResubscribe,
      commandTimeout: commandTimeoutMs,
      connectTimeout: commandTimeoutMs,
      // A network that swallows everything is noticed by what stays unanswered.
      socketTimeout: autoResubscribe ? undefined : 3 * commandTimeoutMs,
      retryStrategy: (attempt: number) => Math.min(50 * attempt, 500),
      enableAutoPipelining: !autoResubscribe,
      scripts: Object.fromEntries(redisScripts.map(({ name, ...script }) => [name, script])),
    });
    redis.on('error', onProblem);
    return redis;
  };
  const mouth = connection(false);
  const ear = connection(true);
  try {
    await Promise.all([mouth.connect(), ear.connect()]);
  } catch (cause) {
    mouth.disconnect();
    ear.disconnect();
    throw new AssentError('aggregation-failed', 'Redis cannot be reached.', { cause });
  }

  async function command<T>(task: (redis: Redis) => Promise<T>): Promise<T> {
    try {
      return await task(mouth);
    } catch (cause) {
      throw new AssentError('aggregation-failed', 'Redis did not do as it was asked.', { cause });
    }
  }

  return {
    node: randomUUID(),
    prefix,
    ear,
    command,
    run: (script, ...args) => command((redis) => scriptOf(redis, script)(...args)),
    connected: () => mouth.status === 'ready' && ear.status === 'ready',
    onReconnect(task) {
      mouth.on('ready', task);
    },
    async close() {
      mouth.disconnect();
      ear.disconnect();
    },
  };
}

type Script = (...args: readonly (string | number)[]) => Promise<unknown>;

function scriptOf(redis: Redis, name: string): Script {
  const script = (redis as unknown as Readonly<Record<string, Script | undefined>>)[name];
  if (script === undefined) throw new TypeError(`${name}: no such script`);
  return script.bind(redis);
}
