import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { execPath } from 'node:process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A node of the service in a process of its own. */
export interface NodeProcess {
  readonly url: string;
  readonly problems: readonly string[];
  /** As a crash would end it. */
  kill(): Promise<void>;
  /** As a crash would end it between taking a window's contributions and telling of them; resolves when it has. */
  killOnceTaken(): Promise<void>;
  /** As an operator would; resolves to the exit code. */
  terminate(): Promise<number | null>;
}

/** @param settings - environment variables of `node-main.ts` */
export async function startNode(
  redisUrl: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<NodeProcess> {
  const main = fileURLToPath(new URL('./node-main.ts', import.meta.url));
  const child: ChildProcess = spawn(execPath, ['--import', 'tsx', main], {
    env: { ...process.env, ...settings, REDIS_URL: redisUrl },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const problems: string[] = [];
  if (child.stdout === null || child.stderr === null) throw new Error('piped');
  createInterface(child.stderr).on('line', (line) => problems.push(line));
  const [line] = await Promise.race([
    once(createInterface(child.stdout), 'line'),
    once(child, 'exit').then(() => [`ended: ${problems.join('\n')}`]),
  ]);
  const port = /^ready (\d+)$/.exec(String(line))?.[1];
  if (port === undefined) throw new Error(`the node does not start: ${line}`);
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill(signal);
      await once(child, 'exit');
    }
    return child.exitCode;
  };
  return {
    url: `ws://127.0.0.1:${port}`,
    problems,
    kill: async () => void (await end('SIGKILL')),
    async killOnceTaken() {
      child.kill('SIGUSR2');
      await once(child, 'exit');
    },
    terminate: () => end('SIGTERM'),
  };
}
