import { expect, it } from 'vitest';
import { printFigures } from '../../../bench/call/print-figures.ts';
import { figuresOf, mebibyte } from '../../../bench/face/figures-of.ts';

const rates = { framesPerSecond: 20, framesPerCpuSecond: 25 };
const speed = { nobody: rates, bare: rates, assent: rates, 'human-fresh': rates, 'human-cached': rates };
const result = {
  throughputVsBareFaceLandmarker: 1.2,
  framesPerCpuSecondVsHumanFresh: 2.4,
  framesPerCpuSecondVsHumanCached: 1.4,
  mainThreadMillisecondsP95: 0.3,
  memoryGrowthMebibytes: 0.5,
  memoryGrowthInBarePageMebibytes: 14,
};
const run = (peak: number) => ({
  growthBytes: 0,
  peakBytes: peak * mebibyte,
  seconds: 600,
  samplesBytes: [],
});

it('tells each result beside its goal, and the bare page’s memory without one', () => {
  const table = printFigures('face', figuresOf(result, speed, { inCall: run(190), inBarePage: run(168) }));
  const line = (what: string): string => table.split('\n').find((each) => each.includes(what)) ?? '';
  expect(line('engine alone')).toMatch(/1\.20 .*≥ 0\.95 .*kept .*20\.0\/s and 20\.0\/s; 40\.0 ms/);
  expect(line('every frame afresh')).toMatch(/2\.40 .*≥ 2\.5 .*MISSED/);
  expect(line('in a call')).toMatch(/0\.50 MiB .*≤ 5 MiB .*kept .*peak 190 MiB in 600 s/);
  expect(line('nothing else')).toMatch(/14\.0 MiB +peak 168 MiB in 600 s/);
});

it('has no line for a run that was left out', () => {
  const without = { ...result, memoryGrowthMebibytes: null, memoryGrowthInBarePageMebibytes: null };
  expect(figuresOf(without, speed, null).map(({ id }) => id)).toEqual([
    'throughputVsBareFaceLandmarker',
    'framesPerCpuSecondVsHumanFresh',
    'framesPerCpuSecondVsHumanCached',
    'mainThreadMillisecondsP95',
  ]);
});
