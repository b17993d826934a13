import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { encodeContribution } from '../sdk/meeting/contribution-vector.ts';
import { fitGrowth } from './aggregate/fit-growth.ts';
import { measureService } from './aggregate/measure-service.ts';
import { createMeter } from './aggregate/meter.ts';
import { runNaive } from './aggregate/run-naive.ts';
import { beginEpoch, runWindow } from './aggregate/run-secure.ts';
import { simulateMeeting } from './aggregate/simulate-meeting.ts';

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

const meetingSizes = [250, 500, 1000] as const;
const goalSeconds = 2;

interface MeetingRow {
  readonly count: number;
  readonly epochSeconds: number;
  readonly windowSeconds: number;
  readonly summed: number;
}

const { values } = parseArgs({
  options: {
    json: { type: 'string' },
    windows: { type: 'string', default: '7' },
    // Apart, a part fits into three quiet minutes.
    only: { type: 'string' },
  },
});
const windows = Number(values.windows);

const rows: Row[] = [];
if (values.only === undefined || values.only === 'cohorts')
  for (const count of sizes) rows.push(await measure(count));
const meetings: MeetingRow[] = [];
if (values.only === undefined || values.only === 'meetings')
  for (const count of meetingSizes) meetings.push(await measureMeeting(count));
const thousand = meetings.find(({ count }) => count === 1000);
const service = values.only === undefined || values.only === 'service' ? await measureService() : null;

const perWindow = (row: Row): number => row.windowMilliseconds + row.epochMilliseconds / windowsPerEpoch;
const bySize = (figure: (row: Row) => number): Record<string, number> =>
  Object.fromEntries(rows.map((row) => [row.count, Math.round(figure(row) * 1000) / 1000]));
const result = {
  clientMillisecondsPerWindow: bySize(perWindow),
  ratioToNaive:
    rows.length === 0
      ? null
      : Math.max(...Object.values(bySize((row) => perWindow(row) / row.naiveMilliseconds))),
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
  thousandParticipantWindowSeconds: thousand?.windowSeconds ?? null,
  thousandParticipantEpochSeconds: thousand?.epochSeconds ?? null,
  meetingWindowSeconds: Object.fromEntries(meetings.map((row) => [row.count, row.windowSeconds])),
  meetingGrowthExponent: growthOf(meetings),
  /** Of a client's processor time over the cohort's size: 1 is linear, so that a meeting costs its square in a cohort. */
  clientGrowthExponent:
    rows.length === 0 ? null : fitGrowth(rows.map((row) => [row.count, perWindow(row)] as const)),
  ...service,
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
console.log('one meeting in cohorts of at most 32: processor time of the service, in seconds');
console.table(
  meetings.map((row) => ({
    participants: row.count,
    'a window': row.windowSeconds.toFixed(2),
    'and with keys and draw': row.epochSeconds.toFixed(2),
    summed: row.summed,
  })),
);
console.log(`grows with the participants to the power of ${result.meetingGrowthExponent?.toFixed(2)}`);
if (thousand !== undefined && thousand.windowSeconds > goalSeconds) console.log('over the goal: 1000');
const missed = rows.filter((row) => perWindow(row) > goals[row.count as keyof typeof goals]);
for (const row of missed) console.log(`over the goal: ${row.count} participants`);
if ((result.ratioToNaive ?? 0) > goalRatio)
  console.log(`over the goal: ${result.ratioToNaive} of the naive one`);
if (service !== null) {
  const { contributionsPerSecond, windowLatencyMillisecondsP99, serviceGrowthExponent } = service;
  console.log(
    `service, contributions as they are, per core and second: ${contributionsPerSecond.memory} with memory (goal 5000), ` +
      `${contributionsPerSecond.redis ?? 'not measured'} with Redis (goal 2000); grows with the participants to the ` +
      `power of ${serviceGrowthExponent}; a window's result comes within ${windowLatencyMillisecondsP99} ms (99 %)`,
  );
}
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

/** The service's work alone: participants compute on devices of their own. */
async function measureMeeting(count: number): Promise<MeetingRow> {
  const meeting = await simulateMeeting(count);
  const first = await meeting.window();
  // Every tenth goes away in mid-window, all over the rounds.
  const leaving = new Map([...meeting.present].map((id, index) => [id, index % 10 === 3 ? index % 6 : -1]));
  const windows = [await meeting.window(), await meeting.window(leaving)];
  for (const { outcome, expected } of [first, ...windows]) {
    const right = outcome.kind === 'summed' && String(outcome.sum) === String(expected);
    if (!right && outcome.kind === 'summed') throw new Error('a sum is wrong');
  }
  const full = windows[0]?.outcome;
  return {
    count,
    epochSeconds: first.serviceSeconds,
    windowSeconds: windows[0]?.serviceSeconds ?? 0,
    summed: full?.kind === 'summed' ? full.members.size : 0,
  };
}

/** The exponent b of the least-squares fit of time = a * participants^b. */
function growthOf(measured: readonly MeetingRow[]): number | null {
  if (measured.length < 2) return null;
  const points = measured.map((row) => [Math.log(row.count), Math.log(row.windowSeconds)] as const);
  const mean = (place: 0 | 1): number => points.reduce((sum, point) => sum + point[place], 0) / points.length;
  const [x0, y0] = [mean(0), mean(1)];
  const covariance = points.reduce((sum, [x, y]) => sum + (x - x0) * (y - y0), 0);
  return covariance / points.reduce((sum, [x]) => sum + (x - x0) ** 2, 0);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
}
