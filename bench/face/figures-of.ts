import type { Figure } from '../call/figure.ts';
import type { Contender } from './contender.ts';
import type { MemoryRuns } from './measure-memory.ts';
import type { MemoryRun } from './watch-memory.ts';

export const mebibyte: number = 2 ** 20;

/** What one contender came to. */
export interface Rates {
  readonly framesPerSecond: number;
  readonly framesPerCpuSecond: number;
}

/** What `--json` gives. */
export interface FaceResult {
  readonly throughputVsBareFaceLandmarker: number;
  readonly framesPerCpuSecondVsHumanFresh: number;
  readonly framesPerCpuSecondVsHumanCached: number;
  readonly mainThreadMillisecondsP95: number;
  /** In the demo's call. */
  readonly memoryGrowthMebibytes: number | null;
  readonly memoryGrowthInBarePageMebibytes: number | null;
}

/** Tells the results beside the goals. */
export function figuresOf(
  result: FaceResult,
  speed: Readonly<Record<Contender, Rates>>,
  memory: MemoryRuns | null,
): readonly Figure[] {
  const rate = (contender: Contender): string => `${speed[contender].framesPerSecond.toFixed(1)}/s`;
  const cost = (contender: Contender): string =>
    `${(1000 / speed[contender].framesPerCpuSecond).toFixed(1)} ms`;
  const peak = (run: MemoryRun | undefined): string =>
    run === undefined ? '' : `peak ${(run.peakBytes / mebibyte).toFixed(0)} MiB in ${run.seconds} s`;
  const figure = (
    id: keyof typeof result,
    what: string,
    unit: string,
    detail: string,
    budget?: Figure['budget'],
  ): readonly Figure[] => {
    const value = result[id];
    return value === null ? [] : [{ id, what, value, unit, detail, ...(budget && { budget }) }];
  };
  return [
    ...figure(
      'throughputVsBareFaceLandmarker',
      'frames per second, against the engine alone',
      '',
      `${rate('assent')} and ${rate('bare')}; ${cost('assent')} and ${cost('bare')} of processor time a frame`,
      { atLeast: 0.95 },
    ),
    ...figure(
      'framesPerCpuSecondVsHumanFresh',
      'frames per CPU-second, against human, every frame afresh',
      '',
      `human ${rate('human-fresh')}, ${cost('human-fresh')} a frame`,
      { atLeast: 2.5 },
    ),
    ...figure(
      'framesPerCpuSecondVsHumanCached',
      'frames per CPU-second, against human, cached',
      '',
      `human ${rate('human-cached')}, ${cost('human-cached')} a frame`,
      { atLeast: 1.3 },
    ),
    ...figure('mainThreadMillisecondsP95', 'main thread per frame, 95th percentile', 'ms', '', {
      atMost: 0.5,
    }),
    ...figure('memoryGrowthMebibytes', 'growth of the peak memory, in a call', 'MiB', peak(memory?.inCall), {
      atMost: 5,
    }),
    ...figure(
      'memoryGrowthInBarePageMebibytes',
      'growth of the peak memory, in a page that does nothing else',
      'MiB',
      peak(memory?.inBarePage),
    ),
  ];
}
