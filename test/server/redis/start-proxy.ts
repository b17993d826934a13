import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A wire between a node and Redis that can be cut. */
export interface Wire {
  readonly url: string;
  /** Swallows everything in both directions, as a broken network does, and lets nobody through. */
  cut(): void;
  mend(): void;
  stop(): void;
}

export async function startWire(port: number): Promise<Wire> {
  const sockets = new Set<Socket>();
  let whole = true;
  const server = createServer((near) => {
    sockets.add(near);
    if (!whole) return;
    const far = connect(port, '127.0.0.1');
    sockets.add(far);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      from.on('data', (data) => whole && to.write(data));
      from.on('error', () => to.destroy());
      from.on('close', () => {
        sockets.delete(from);
        // While it is cut nobody is told that the other side has hung up.
        if (whole) to.destroy();
      });
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `redis://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut() {
      whole = false;
    },
    mend() {
      whole = true;
      for (const socket of sockets) socket.destroy();
    },
    stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
