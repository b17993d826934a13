import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** The demo's server in a process of its own. */
export interface RunningDemo {
  readonly url: string;
  /** Everything that the server wrote, for messages of failed tests. */
  log(): string;
  stop(): Promise<void>;
}

/** Starts the built demo on a free port, as `npm start` does after its set-up. */
export async function startDemo(env: Readonly<Record<string, string>> = {}): Promise<RunningDemo> {
  const child = spawn(process.execPath, ['demo/dist/server/main.js'], {
    env: { ...process.env, PORT: '0', HOST: '127.0.0.1', ASSENT_WINDOW_SECONDS: '4', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => lines.push(String(chunk)));
  try {
    return { url: await readyUrl(child, lines), log: () => lines.join('\n'), stop: () => stop(child) };
  } catch (error) {
    await stop(child);
    throw error;
  }
}

async function readyUrl(child: ChildProcess, lines: string[]): Promise<string> {
  const { stdout } = child;
  if (stdout === null) throw new Error('the demo has no output');
  return await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the demo stopped (${code}):\n${lines.join('\n')}`)));
    createInterface({ input: stdout }).on('line', (line) => {
      lines.push(line);
      const ready = /^ready (http\S+)/.exec(line);
      if (ready?.[1] !== undefined) resolve(ready[1]);
    });
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}
