import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { encodeContribution } from '../sdk/meeting/contribution-vector.ts';
import { createMeter } from './aggregate/meter.ts';
import { runNaive } from './aggregate/run-naive.ts';
import { beginEpoch, runWindow } from './aggregate/run-secure.ts';

// What blind sums cost: processor time (of all threads) per participant and window, and bytes on the wire,
// for the product's implementation and for Figure 4 as it reads, turn by turn in the same process.

const sizes = [8, 16, 32, 64] as const;
/** Keys last for an epoch: their price is spread over this many windows, ten minutes of a call. */
const windowsPerEpoch = 10;
const goals = { 8: 20, 16: 40, 32: 70, 64: 90 } as const;
const goalRatio = 0.6;

interface Row {
  readonly count: number;
  readonly windowMilliseconds: number;
  readonly epochMilliseconds: number;
  readonly naiveMilliseconds: number;
  readonly serviceMilliseconds: number;
  readonly bytesUp: number;
  readonly bytesDown: number;
  readonly epochBytesUp: number;
  readonly epochBytesDown: number;
}

const { values } = parseArgs({
  options: { json: { type: 'string' }, windows: { type: 'string', default: '7' } },
});
const windows = Number(values.windows);

const rows: Row[] = [];
for (const count of sizes) rows.push(await measure(count));

const perWindow = (row: Row): number => row.windowMilliseconds + row.epochMilliseconds / windowsPerEpoch;
const bySize = (figure: (row: Row) => number): Record<string, number> =>
  Object.fromEntries(rows.map((row) => [row.count, Math.round(figure(row) * 1000) / 1000]));
const result = {
  clientMillisecondsPerWindow: bySize(perWindow),
  ratioToNaive: Math.max(...Object.values(bySize((row) => perWindow(row) / row.naiveMilliseconds))),
  ratioToNaiveBySize: bySize((row) => perWindow(row) / row.naiveMilliseconds),
  windowsPerEpoch,
  windowMilliseconds: bySize((row) => row.windowMilliseconds),
  epochMilliseconds: bySize((row) => row.epochMilliseconds),
  naiveMillisecondsPerWindow: bySize((row) => row.naiveMilliseconds),
  serviceMillisecondsPerWindow: bySize((row) => row.serviceMilliseconds),
  bytesUpPerWindow: bySize((row) => row.bytesUp),
  bytesDownPerWindow: bySize((row) => row.bytesDown),
  bytesUpPerEpoch: bySize((row) => row.epochBytesUp),
  bytesDownPerEpoch: bySize((row) => row.epochBytesDown),
};

console.log('processor time in ms, bytes in KiB; each for one participant, the service for one cohort');
console.table(
  rows.map((row) => ({
    participants: row.count,
    'per window': perWindow(row).toFixed(1),
    goal: goals[row.count as keyof typeof goals],
    'rounds alone': row.windowMilliseconds.toFixed(1),
    'keys, per epoch': row.epochMilliseconds.toFixed(1),
    naive: row.naiveMilliseconds.toFixed(1),
    ratio: (perWindow(row) / row.naiveMilliseconds).toFixed(2),
    service: row.serviceMilliseconds.toFixed(1),
    'KiB up': (row.bytesUp / 1024).toFixed(2),
    'KiB down': (row.bytesDown / 1024).toFixed(2),
    'epoch up': (row.epochBytesUp / 1024).toFixed(2),
    'epoch down': (row.epochBytesDown / 1024).toFixed(2),
  })),
);
const missed = rows.filter((row) => perWindow(row) > goals[row.count as keyof typeof goals]);
for (const row of missed) console.log(`over the goal: ${row.count} participants`);
if (result.ratioToNaive > goalRatio) console.log(`over the goal: ${result.ratioToNaive} of the naive one`);
if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(result, null, 2)}\n`);

async function measure(count: number): Promise<Row> {
  const participants = createMeter();
  const service = createMeter();
  const inputs = Array.from({ length: count }, (_, index) =>
    encodeContribution([index % 5, null, (index * 3) % 5, index % 2, 4]),
  );
  const expected = inputs[0]?.map((_, cell) => inputs.reduce((sum, input) => sum + (input[cell] ?? 0), 0));
  const signing = await Promise.all(
    inputs.map(() =>
      crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify']),
    ),
  );
  const check = (sum: readonly number[]): void => {
    if (String(sum) !== String(expected)) throw new Error('a sum is wrong');
  };

  const epochs: number[] = [];
  const rounds: number[] = [];
  const naive: number[] = [];
  const served: number[] = [];
  let up = 0;
  let down = 0;
  let epochTraffic = { up: 0, down: 0 };
  // The first turn only warms up.
  for (let turn = 0; turn <= windows; turn += 1) {
    const cohort = await beginEpoch(inputs, signing, participants);
    epochTraffic = cohort.traffic;
    const epoch = participants.take();
    const { sum, traffic } = await runWindow(cohort, turn + 1, participants, service);
    check(sum);
    ({ up, down } = traffic);
    const round = participants.take();
    const serving = service.take();
    check(await runNaive(inputs, signing, participants));
    const naively = participants.take();
    if (turn === 0) continue;
    epochs.push(epoch / count);
    rounds.push(round / count);
    naive.push(naively / count);
    served.push(serving);
  }
  return {
    count,
    windowMilliseconds: median(rounds),
    epochMilliseconds: median(epochs),
    naiveMilliseconds: median(naive),
    serviceMilliseconds: median(served),
    bytesUp: up / count,
    bytesDown: down / count,
    epochBytesUp: epochTraffic.up / count,
    epochBytesDown: epochTraffic.down / count,
  };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
}
