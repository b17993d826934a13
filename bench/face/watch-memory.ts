import type { Browser, Page } from 'playwright-core';
import { readProcesses } from './read-processes.ts';

const warmUpSeconds = 60;
const everySeconds = 2;

/** How memory went over one long run. */
export interface MemoryRun {
  /** The peak of the last half over the peak of the half before; the first minute is not counted. */
  readonly growthBytes: number;
  readonly peakBytes: number;
  readonly seconds: number;
  /** One every two seconds. */
  readonly samplesBytes: readonly number[];
}

/** Watches the process of a browser's largest page for so many minutes, after a first one. */
export async function watchMemory(browser: Browser, page: Page, minutes: number): Promise<MemoryRun> {
  const seconds = minutes * 60;
  await page.waitForTimeout(Math.min(warmUpSeconds, seconds / 2) * 1000);
  const samplesBytes: number[] = [];
  for (let at = 0; at < seconds; at += everySeconds) {
    samplesBytes.push((await readProcesses(browser)).rendererBytes);
    await page.waitForTimeout(everySeconds * 1000);
  }
  return { ...summarizeMemory(samplesBytes), seconds, samplesBytes };
}

/** What the samples of a run come to; there are two at least. */
export function summarizeMemory(
  samplesBytes: readonly number[],
): Pick<MemoryRun, 'growthBytes' | 'peakBytes'> {
  const middle = Math.floor(samplesBytes.length / 2);
  const before = Math.max(...samplesBytes.slice(0, middle));
  const after = Math.max(...samplesBytes.slice(middle));
  return { growthBytes: after - before, peakBytes: Math.max(before, after) };
}
