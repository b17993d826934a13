import type { Figure } from '../call/figure.ts';
import type { Contender } from './contender.ts';
import type { MemoryRun } from './measure-memory.ts';

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
  readonly memoryGrowthMebibytes: number | null;
}

/** Tells the results beside the goals. */
export function figuresOf(
  result: FaceResult,
  speed: Readonly<Record<Contender, Rates>>,
  memory: MemoryRun | null,
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
