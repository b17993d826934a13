import { existsSync } from 'node:fs';
import type { types } from 'mediasoup';

/** The media codecs of every room. VP8 and Opus are what every browser both sends and receives. */
const mediaCodecs: types.RouterRtpCodecCapability[] = [
  { kind: 'audio', mimeType: 'audio/opus', clockRate: 48_000, channels: 2 },
  { kind: 'video', mimeType: 'video/VP8', clockRate: 90_000 },
];

/** A worker that died this often within a minute is not started again until the minute is over. */
const patience = { deaths: 3, withinMs: 60_000 };

/** The SFU: one mediasoup worker, started when the first room needs it. */
export interface Sfu {
  /** Whether a room opened now would go through the SFU. */
  available(): boolean;
  /** A router for one room; `null` where there is no worker to be had. Never rejects. */
  openRouter(): Promise<types.Router | null>;
  /** Process id of the running worker, or `null`. */
  workerPid(): number | null;
  close(): void;
}

/** What the SFU needs to know. */
export interface SfuOptions {
  /** Where the worker is, or will be once it is built; `null`: never. Looked for whenever a room opens. */
  readonly workerPath: string | null;
  readonly log: (line: string) => void;
}

/** Owns the worker; a worker that dies is started again for the next router. */
export function createSfu({ workerPath, log }: SfuOptions): Sfu {
  let starting: Promise<types.Worker> | null = null;
  let running: types.Worker | null = null;
  let closed = false;
  const deathsAtMs: number[] = [];

  async function start(path: string): Promise<types.Worker> {
    // mediasoup reads this once, when it is first imported.
    process.env.MEDIASOUP_WORKER_BIN = path;
    const { createWorker } = await import('mediasoup');
    const worker = await createWorker({ logLevel: 'error' });
    worker.on('died', (error) => {
      log(`the SFU worker died: ${error.message}`);
      bury(worker);
    });
    if (closed) worker.close();
    running = worker;
    return worker;
  }

  function bury(worker: types.Worker): void {
    if (running !== worker) return;
    running = null;
    starting = null;
    deathsAtMs.push(performance.now());
  }

  function exhausted(): boolean {
    const since = performance.now() - patience.withinMs;
    return deathsAtMs.filter((at) => at > since).length >= patience.deaths;
  }

  const available = (): boolean => !closed && workerPath !== null && existsSync(workerPath) && !exhausted();

  return {
    available,
    async openRouter() {
      // Routers hear of their worker's death before its owner does.
      if (running?.closed) bury(running);
      if (workerPath === null || !available()) return null;
      try {
        starting ??= start(workerPath);
        const worker = await starting;
        return await worker.createRouter({ mediaCodecs });
      } catch (error) {
        starting = null;
        deathsAtMs.push(performance.now());
        log(`the SFU worker does not start: ${error instanceof Error ? error.message : String(error)}`);
        return null;
      }
    },
    workerPid: () => running?.pid ?? null,
    close() {
      closed = true;
      running?.close();
      running = null;
      starting = null;
    },
  };
}
