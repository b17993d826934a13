import { writeFile } from 'node:fs/promises';
import { availableParallelism, cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { launchBrowser } from '../test/e2e/support/launch-browser.ts';
import type { Figure } from './call/figure.ts';
import { printFigures } from './call/print-figures.ts';
import { collectFootage } from './face/collect-footage.ts';
import type { Contender } from './face/contender.ts';
import { measureMainThread } from './face/measure-main-thread.ts';
import { measureMemory } from './face/measure-memory.ts';
import { measureTurn, type Turn } from './face/measure-turn.ts';
import { openContender } from './face/open-contender.ts';
import { type BenchServer, serveBench } from './face/serve-bench.ts';
import { runCommand } from './run-command.ts';

// `npm run bench:face [-- --minutes 10] [--seconds 8] [--rounds 2] [--json out.json]`: the whole face path of the built
// package against its engine alone and against @vladmandic/human, on the same pictures in one run; no memory run with `--minutes 0`.

const usage = 'usage: npm run bench:face [-- --minutes 10] [--seconds 8] [--rounds 2] [--json out.json]';
const contenders: readonly Contender[] = ['nobody', 'bare', 'assent', 'human-fresh', 'human-cached'];
const mebibyte = 2 ** 20;

interface Result {
  readonly framesPerSecond: number;
  readonly framesPerCpuSecond: number;
}

/** Frames per second, and per second of processor time beyond what the camera alone takes. */
function resultOf(turns: readonly Turn[], idleShare: number): Result {
  const sum = (of: (turn: Turn) => number): number => turns.reduce((total, turn) => total + of(turn), 0);
  const frames = sum((turn) => turn.frames);
  const seconds = sum((turn) => turn.seconds);
  const own = sum((turn) => turn.processorSeconds) - idleShare * seconds;
  return { framesPerSecond: frames / seconds, framesPerCpuSecond: frames / own };
}

async function withBrowser<T>(
  use: (browser: Awaited<ReturnType<typeof launchBrowser>>) => Promise<T>,
): Promise<T> {
  const browser = await launchBrowser();
  try {
    return await use(browser);
  } finally {
    await browser.close();
  }
}

async function measureSpeed(
  server: BenchServer,
  rounds: number,
  seconds: number,
): Promise<Record<Contender, Result>> {
  return await withBrowser(async (browser) => {
    const turns = new Map<Contender, Turn[]>(contenders.map((contender) => [contender, []]));
    for (let round = 0; round < rounds; round++) {
      for (const contender of contenders) {
        turns.get(contender)?.push(await measureTurn(browser, server.url, contender, seconds));
      }
    }
    const idle = turns.get('nobody') ?? [];
    const idleShare =
      idle.reduce((sum, turn) => sum + turn.processorSeconds, 0) /
      idle.reduce((sum, turn) => sum + turn.seconds, 0);
    return Object.fromEntries(
      contenders.map((contender) => [contender, resultOf(turns.get(contender) ?? [], idleShare)]),
    ) as Record<Contender, Result>;
  });
}

async function measureTasks(server: BenchServer, seconds: number): Promise<number> {
  return await withBrowser(async (browser) => {
    const running = await openContender(browser, server.url, 'assent', { cameraHz: 30 });
    await running.page.waitForTimeout(3000);
    const milliseconds = [...(await measureMainThread(browser, seconds))].sort((a, b) => a - b);
    return milliseconds[Math.ceil(0.95 * milliseconds.length) - 1] ?? Number.NaN;
  });
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string', default: '10' },
      seconds: { type: 'string', default: '8' },
      rounds: { type: 'string', default: '2' },
      json: { type: 'string' },
    },
  });
  const [minutes, seconds, rounds] = [Number(values.minutes), Number(values.seconds), Number(values.rounds)];
  if (!(minutes >= 0 && seconds >= 1 && rounds >= 1)) {
    console.error(usage);
    return 2;
  }
  const machine = `${availableParallelism()} cores, ${cpus()[0]?.model ?? 'unknown processor'}, node ${process.version}`;
  console.log(machine);
  const server = await serveBench('bench/face');
  try {
    const footage = await withBrowser(async (browser) => {
      const page = await browser.newPage();
      await page.goto(server.url);
      return await collectFootage(page, '/media/franck.mp4');
    });
    server.play(footage.footage, footage.planes);
    const speed = await measureSpeed(server, rounds, seconds);
    const mainThread = await measureTasks(server, Math.max(30, seconds));
    const memory =
      minutes === 0 ? null : await withBrowser((browser) => measureMemory(browser, server.url, minutes));
    const { assent, bare } = speed;
    const result = {
      throughputVsBareFaceLandmarker: assent.framesPerSecond / bare.framesPerSecond,
      framesPerCpuSecondVsHumanFresh: assent.framesPerCpuSecond / speed['human-fresh'].framesPerCpuSecond,
      framesPerCpuSecondVsHumanCached: assent.framesPerCpuSecond / speed['human-cached'].framesPerCpuSecond,
      mainThreadMillisecondsP95: mainThread,
      memoryGrowthMebibytes: memory === null ? null : memory.growthBytes / mebibyte,
    };
    console.log(
      `\n${printFigures('The face, from the camera track to features', figuresOf(result, speed, memory))}`,
    );
    if (values.json !== undefined) {
      await writeFile(
        values.json,
        `${JSON.stringify({ ...result, machine, contenders: speed, memory }, null, 2)}\n`,
      );
    }
    return 0;
  } finally {
    await server.close();
  }
}

function figuresOf(
  result: {
    readonly throughputVsBareFaceLandmarker: number;
    readonly framesPerCpuSecondVsHumanFresh: number;
    readonly framesPerCpuSecondVsHumanCached: number;
    readonly mainThreadMillisecondsP95: number;
    readonly memoryGrowthMebibytes: number | null;
  },
  speed: Readonly<Record<Contender, Result>>,
  memory: Awaited<ReturnType<typeof measureMemory>> | null,
): readonly Figure[] {
  const rate = (contender: Contender): string => `${speed[contender].framesPerSecond.toFixed(1)}/s`;
  const cost = (contender: Contender): string =>
    `${(1000 / speed[contender].framesPerCpuSecond).toFixed(1)} ms`;
  const figure = (
    id: keyof typeof result,
    what: string,
    unit: string,
    budget: NonNullable<Figure['budget']>,
    detail: string,
  ): readonly Figure[] => {
    const value = result[id];
    return value === null ? [] : [{ id, what, value, unit, budget, detail }];
  };
  return [
    ...figure(
      'throughputVsBareFaceLandmarker',
      'frames per second, against the engine alone',
      '',
      { atLeast: 0.95 },
      `${rate('assent')} and ${rate('bare')}; ${cost('assent')} and ${cost('bare')} of processor time a frame`,
    ),
    ...figure(
      'framesPerCpuSecondVsHumanFresh',
      'frames per CPU-second, against human, every frame afresh',
      '',
      { atLeast: 2.5 },
      `human ${rate('human-fresh')}, ${cost('human-fresh')} a frame`,
    ),
    ...figure(
      'framesPerCpuSecondVsHumanCached',
      'frames per CPU-second, against human, cached',
      '',
      { atLeast: 1.3 },
      `human ${rate('human-cached')}, ${cost('human-cached')} a frame`,
    ),
    ...figure(
      'mainThreadMillisecondsP95',
      'main thread per frame, 95th percentile',
      'ms',
      { atMost: 0.5 },
      '',
    ),
    ...figure(
      'memoryGrowthMebibytes',
      'growth of the peak memory',
      'MiB',
      { atMost: 5 },
      memory === null ? '' : `peak ${(memory.peakBytes / mebibyte).toFixed(0)} MiB in ${memory.seconds} s`,
    ),
  ];
}

await runCommand(main);
