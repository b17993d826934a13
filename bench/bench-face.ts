import { writeFile } from 'node:fs/promises';
import { availableParallelism, cpus } from 'node:os';
import { argv } from 'node:process';
import { printFigures } from './call/print-figures.ts';
import { collectFootage, type DecodedFootage } from './face/collect-footage.ts';
import type { Contender } from './face/contender.ts';
import { enlargeFootage, type PictureSize } from './face/enlarge-footage.ts';
import { type FaceResult, figuresOf, mebibyte, type Rates } from './face/figures-of.ts';
import { measureMainThread } from './face/measure-main-thread.ts';
import { measureMemory } from './face/measure-memory.ts';
import { measureTurn, type Turn } from './face/measure-turn.ts';
import { openContender } from './face/open-contender.ts';
import { readOptions } from './face/read-options.ts';
import { type BenchServer, serveBench } from './face/serve-bench.ts';
import { withBrowser } from './face/with-browser.ts';
import { runCommand } from './run-command.ts';

// `npm run bench:face [-- --minutes 10] [--seconds 8] [--rounds 2] [--picture 640x480] [--json out.json]`: the whole face
// path of the built package against its engine alone and against @vladmandic/human, on the same pictures in one run, of the
// size that an app asks its camera for; no memory run with `--minutes 0`.

const contenders: readonly Contender[] = ['nobody', 'bare', 'assent', 'human-fresh', 'human-cached'];

/** Frames per second, and per second of processor time beyond what the camera alone takes. */
function resultOf(turns: readonly Turn[], idleShare: number): Rates {
  const sum = (of: (turn: Turn) => number): number => turns.reduce((total, turn) => total + of(turn), 0);
  const frames = sum((turn) => turn.frames);
  const seconds = sum((turn) => turn.seconds);
  const own = sum((turn) => turn.processorSeconds) - idleShare * seconds;
  return { framesPerSecond: frames / seconds, framesPerCpuSecond: frames / own };
}

async function measureSpeed(
  server: BenchServer,
  rounds: number,
  seconds: number,
): Promise<Record<Contender, Rates>> {
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
    ) as Record<Contender, Rates>;
  });
}

async function measureTasks(server: BenchServer, seconds: number): Promise<number> {
  return await withBrowser(async (browser) => {
    const running = await openContender(browser, server.url, 'assent', { camera: { kind: 'feed', hz: 30 } });
    await running.page.waitForTimeout(3000);
    const milliseconds = [...(await measureMainThread(browser, seconds))].sort((a, b) => a - b);
    return milliseconds[Math.ceil(0.95 * milliseconds.length) - 1] ?? Number.NaN;
  });
}

/** The recording's pictures, decoded once, in the size of a camera's. */
async function collect(server: BenchServer, size: PictureSize): Promise<DecodedFootage> {
  const { footage, planes } = await withBrowser(async (browser) => {
    const page = await browser.newPage();
    await page.goto(server.url);
    return await collectFootage(page, '/media/franck.mp4');
  });
  return { footage: { ...footage, ...size }, planes: enlargeFootage(planes, footage, size) };
}

async function main(): Promise<number> {
  const { minutes, seconds, rounds, picture, json } = readOptions(argv.slice(2));
  const machine = `${availableParallelism()} cores, ${cpus()[0]?.model ?? 'unknown processor'}, node ${process.version}`;
  console.log(machine);
  const server = await serveBench('bench/face');
  try {
    const footage = await collect(server, picture);
    server.play(footage.footage, footage.planes);
    const speed = await measureSpeed(server, rounds, seconds);
    const mainThread = await measureTasks(server, Math.max(30, seconds));
    const memory = minutes === 0 ? null : await measureMemory(server.url, footage, minutes);
    const { assent, bare } = speed;
    const result: FaceResult = {
      throughputVsBareFaceLandmarker: assent.framesPerSecond / bare.framesPerSecond,
      framesPerCpuSecondVsHumanFresh: assent.framesPerCpuSecond / speed['human-fresh'].framesPerCpuSecond,
      framesPerCpuSecondVsHumanCached: assent.framesPerCpuSecond / speed['human-cached'].framesPerCpuSecond,
      mainThreadMillisecondsP95: mainThread,
      memoryGrowthMebibytes: memory === null ? null : memory.inCall.growthBytes / mebibyte,
      memoryGrowthInBarePageMebibytes: memory === null ? null : memory.inBarePage.growthBytes / mebibyte,
    };
    console.log(
      `\n${printFigures('The face, from the camera track to features', figuresOf(result, speed, memory))}`,
    );
    if (json !== null) {
      await writeFile(
        json,
        `${JSON.stringify({ ...result, machine, picture, contenders: speed, memory }, null, 2)}\n`,
      );
    }
    return 0;
  } finally {
    await server.close();
  }
}

await runCommand(main);
