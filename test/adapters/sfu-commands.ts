import { existsSync } from 'node:fs';
import { arch, homedir, platform } from 'node:os';
import { join } from 'node:path';
import type { types } from 'mediasoup';
import type { BrowserCommand } from 'vitest/node';
import type { ClientRequest } from '../../demo/server/client-messages.ts';
import { createSfu, type Sfu } from '../../demo/server/create-sfu.ts';
import { createSfuSeat, type SfuSeat } from '../../demo/server/create-sfu-seat.ts';

/** What a browser test asks of the seat of one participant. */
export type SfuAsk = Exclude<ClientRequest, { type: 'aggregate-token' | 'attest' }>;

interface TestRoom {
  readonly router: types.Router;
  readonly seats: Map<string, SfuSeat>;
}

const mediasoupVersion = '3.19.3';
const cached = join(
  process.env.XDG_CACHE_HOME || join(homedir(), '.cache'),
  'assent',
  'mediasoup-worker',
  `${mediasoupVersion}-${platform()}-${arch()}`,
  'mediasoup-worker',
);
const workerPath = process.env.ASSENT_SFU_WORKER || process.env.MEDIASOUP_WORKER_BIN || cached;

/** One real SFU for all browser tests of a run, with a room for each harness. */
function createSfuCommands(): {
  readonly sfuAvailable: BrowserCommand<[]>;
  readonly sfuOpen: BrowserCommand<[room: string]>;
  readonly sfuAsk: BrowserCommand<[room: string, seat: string, ask: SfuAsk]>;
  readonly sfuClose: BrowserCommand<[room: string]>;
} {
  const rooms = new Map<string, TestRoom>();
  let sfu: Sfu | null = null;

  return {
    sfuAvailable: () => existsSync(workerPath),
    async sfuOpen(_context, room) {
      sfu ??= createSfu({ workerPath, log: console.error });
      const router = await sfu.openRouter();
      if (router === null) throw new Error('the SFU worker does not start');
      rooms.set(room, { router, seats: new Map() });
      return router.rtpCapabilities;
    },
    async sfuAsk(_context, room, seatName, ask) {
      const found = rooms.get(room);
      if (found === undefined) throw new Error('no such room');
      const { router, seats } = found;
      const made =
        seats.get(seatName) ??
        createSfuSeat({
          router,
          listen: { ip: '127.0.0.1', announced: null },
          receive: true,
          onProducers: () => undefined,
        });
      seats.set(seatName, made);
      switch (ask.type) {
        case 'open-transport':
          return made.openTransport(ask);
        case 'connect-transport':
          return made.connectTransport(ask);
        case 'restart-ice':
          return made.restartIce(ask);
        case 'produce':
          return made.produce(ask);
        case 'close-producer':
          return made.closeProducer(ask.producerId);
        case 'consume':
          return made.consume(
            ask.producerId,
            [...seats.values()].filter((seat) => seat !== made).flatMap((seat) => seat.producers()),
          );
        case 'resume-consumer':
          return made.resumeConsumer(ask.consumerId);
      }
    },
    sfuClose(_context, room) {
      rooms.get(room)?.router.close();
      rooms.delete(room);
      if (rooms.size > 0) return;
      // The worker is a process of its own: it must not outlive the tests.
      sfu?.close();
      sfu = null;
    },
  };
}

/** For `browser.commands` of the Vitest configuration. */
export const sfuCommands: ReturnType<typeof createSfuCommands> = createSfuCommands();
