import { type ChildProcess, spawn } from 'node:child_process';
import { connect, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A server of somebody else's make that runs for a test. */
export interface SpawnedServer {
  /** Ends it at once, as a crash would, and resolves when it is gone. */
  kill(): Promise<void>;
}

/** A free port of the loopback. */
export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** Starts a program, in a folder where one is named, and resolves once its port takes connections, or it has said that it is ready. */
export async function spawnServer(
  program: string,
  args: readonly string[],
  ready: { readonly port: number } | { readonly said: RegExp },
  cwd?: string,
): Promise<SpawnedServer> {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], cwd });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (data: Buffer) => {
      said = (said + data.toString()).slice(-20_000);
    });
  }
  const kill = () => end(child);
  // It must not outlive the tests, however they end.
  process.once('exit', () => child.kill('SIGKILL'));
  const deadline = Date.now() + 30_000;
  const isReady = () => ('port' in ready ? answers(ready.port) : ready.said.test(said));
  while (!(await isReady())) {
    if (child.exitCode !== null || Date.now() > deadline) {
      await kill();
      throw new Error(`${program} does not get ready:\n${said}`);
    }
    await sleep(100);
  }
  return { kill };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
