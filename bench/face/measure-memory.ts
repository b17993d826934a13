import type { Browser } from 'playwright-core';
import { openContender } from './open-contender.ts';
import { readProcesses } from './read-processes.ts';

const warmUpSeconds = 60;
const everySeconds = 2;

/** How memory went over one long run of the package. */
export interface MemoryRun {
  /** The peak of the last half over the peak of the half before; the first minute is not counted. */
  readonly growthBytes: number;
  readonly peakBytes: number;
  readonly seconds: number;
  /** One every two seconds. */
  readonly samplesBytes: readonly number[];
}

/** Measures the browser's camera at the package's own defaults for so many minutes and watches the page's process. */
export async function measureMemory(browser: Browser, url: string, minutes: number): Promise<MemoryRun> {
  const running = await openContender(browser, url, 'assent', { camera: { kind: 'device' } });
  try {
    await running.page.waitForTimeout(Math.min(warmUpSeconds, (minutes * 60) / 2) * 1000);
    const seconds = minutes * 60;
    const samplesBytes: number[] = [];
    for (let at = 0; at < seconds; at += everySeconds) {
      samplesBytes.push((await readProcesses(browser)).rendererBytes);
      await running.page.waitForTimeout(everySeconds * 1000);
    }
    running.check();
    const middle = Math.floor(samplesBytes.length / 2);
    const before = Math.max(...samplesBytes.slice(0, middle));
    const after = Math.max(...samplesBytes.slice(middle));
    return { growthBytes: after - before, peakBytes: Math.max(before, after), seconds, samplesBytes };
  } finally {
    await running.close();
  }
}
