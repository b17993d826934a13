import { setTimeout as sleep } from 'node:timers/promises';
import { SignJWT } from 'jose';
import { WebSocket } from 'ws';
import { encodeContribution } from '../../sdk/meeting/contribution-vector.ts';
import { createAggregationClient } from '../../sdk/meeting/create-aggregation-client.ts';
import { type ServiceSample, startService } from './start-service.ts';
import { tokenSecret } from './token-secret.ts';

/** How much load, and on what. */
export interface LoadOptions {
  readonly meetings: number;
  readonly people: number;
  readonly seconds: number;
  readonly windowSeconds: number;
  readonly collectSeconds: number;
  readonly redisUrl?: string;
  /** Collects the service's garbage before each look at its heap; off, its processor time is its own. */
  readonly watchHeap: boolean;
  readonly onProgress?: (line: string) => void;
}

/** What came of it. */
export interface LoadResult {
  /** Windows that ended for a meeting while everyone was there, and how many of them were shown. */
  readonly windows: number;
  readonly released: number;
  /** Clients that did not get a window that their meeting got. */
  readonly lostViews: number;
  readonly errors: readonly string[];
  /** Of the service, per second of its processor time, everything else that it does included. */
  readonly contributionsPerCoreSecond: number;
  /** From the end of collecting until a client has the window, in milliseconds. */
  readonly latency: { readonly median: number; readonly p99: number };
  /** Heap (after collection, if it is watched): at the start, and how it grew over the time, by least squares. */
  readonly heap: { readonly startBytes: number; readonly bytesPerMinute: number };
}

/** Meetings of real clients on real sockets, everyone contributing in every window. */
export async function runLoad(options: LoadOptions): Promise<LoadResult> {
  const { meetings, people, seconds, windowSeconds, collectSeconds, onProgress = () => {} } = options;
  const service = await startService({ windowSeconds, collectSeconds, redisUrl: options.redisUrl ?? null });
  const errors: string[] = [];
  const latencies: number[] = [];
  /** Per meeting and end of a window: how many of its people have got it. */
  const views = new Map<string, number>();
  let counting = false;
  const clients: { close(): void }[] = [];
  let ready = 0;

  for (let index = 0; index < meetings * people; index += 1) {
    const meetingId = `meeting-${Math.floor(index / people)}`;
    const bins = Array.from({ length: 8 }, (_, signal) => (index + signal) % 5);
    const client = createAggregationClient({
      connect: () => new WebSocket(service.url, { perMessageDeflate: false }),
      token: () =>
        new SignJWT({ meetingId })
          .setProtectedHeader({ alg: 'HS256' })
          .setSubject(`person-${index}`)
          .setExpirationTime('2h')
          .sign(tokenSecret),
    });
    clients.push(client);
    let first = true;
    client.problems$.subscribe((problem) => errors.push(problem.message));
    client.due$.subscribe(() => {
      let counts: readonly number[] | null = encodeContribution(bins);
      client.contribute({
        consume() {
          const mine = counts;
          counts = null;
          return mine;
        },
      });
    });
    client.group$.subscribe((view) => {
      // Who comes in after the first window is greeted with that window's view.
      if (first && !(view.kind === 'withheld' && view.reason === 'not-connected')) {
        first = false;
        ready += 1;
      }
      if (!counting || view.kind !== 'released') return;
      const key = `${meetingId} ${view.atSeconds}`;
      views.set(key, (views.get(key) ?? 0) + 1);
      latencies.push(Date.now() - (view.atSeconds + collectSeconds) * 1000);
    });
    // The service takes connections as fast as it verifies tokens.
    if (index % 50 === 49) await sleep(20);
  }
  for (let waited = 0; ready < clients.length && waited < 60_000; waited += 50) await sleep(50);
  if (ready < clients.length) errors.push(`${clients.length - ready} clients never got in`);

  // From just after one window was told to just after another was.
  const untilTold = (): Promise<void> => {
    const windowMs = windowSeconds * 1000;
    return sleep(windowMs - ((Date.now() - collectSeconds * 1000 - windowMs / 4) % windowMs));
  };
  await untilTold();
  await untilTold();
  counting = true;
  const startMs = Date.now();
  const samples: { readonly minutes: number; readonly sample: ServiceSample }[] = [];
  const take = async (): Promise<void> => {
    samples.push({
      minutes: (Date.now() - startMs) / 60_000,
      sample: await service.sample(options.watchHeap),
    });
  };
  await take();
  const rounds = Math.max(1, Math.round(seconds / windowSeconds));
  for (let round = 0; round < rounds; round += 1) {
    await untilTold();
    await take();
    const { sample } = samples.at(-1) ?? { sample: null };
    onProgress(
      `${round + 1} of ${rounds} windows, heap ${((sample?.heapUsed ?? 0) / 2 ** 20).toFixed(1)} MiB`,
    );
  }
  counting = false;
  for (const client of clients) client.close();
  await service.stop();

  const [begin, end] = [samples[0]?.sample, samples.at(-1)?.sample];
  if (begin === undefined || end === undefined) throw new Error('no samples');
  latencies.sort((a, b) => a - b);
  const at = (share: number): number => latencies[Math.floor(share * (latencies.length - 1))] ?? Number.NaN;
  return {
    windows: rounds * meetings,
    released: views.size,
    lostViews: [...views.values()].reduce((sum, count) => sum + people - count, 0),
    errors: [...errors, ...end.problems],
    contributionsPerCoreSecond:
      (end.contributions - begin.contributions) / (end.cpuSeconds - begin.cpuSeconds),
    latency: { median: at(0.5), p99: at(0.99) },
    heap: {
      startBytes: begin.heapUsed,
      bytesPerMinute: slopeOf(samples.map(({ minutes, sample }) => [minutes, sample.heapUsed])),
    },
  };
}

function slopeOf(points: readonly (readonly [x: number, y: number])[]): number {
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const [x, y] = [mean(points.map(([at]) => at)), mean(points.map(([, value]) => value))];
  const spread = points.reduce((sum, [at]) => sum + (at - x) ** 2, 0);
  return spread === 0 ? 0 : points.reduce((sum, [at, value]) => sum + (at - x) * (value - y), 0) / spread;
}
