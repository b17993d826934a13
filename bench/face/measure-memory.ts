import type { Browser } from 'playwright-core';
import { openContender } from './open-contender.ts';
import { readProcesses } from './read-processes.ts';

/** The model is loaded and the browser settles. */
const settlingSeconds = 60;
const everySeconds = 2;

/** How memory went over one long run of the package. */
export interface MemoryRun {
  /** The peak of the run over the peak of the time before it. */
  readonly growthBytes: number;
  readonly peakBytes: number;
  readonly seconds: number;
  /** One every two seconds: the time before, then the run. */
  readonly samplesBytes: { readonly before: readonly number[]; readonly run: readonly number[] };
}

/**
 * Measures the browser's camera at the package's own defaults for so many minutes, after as many and one in which
 * the model is loaded, and watches the page's process.
 *
 * A calm page collects its garbage only every eight or nine minutes, so that peaks of shorter times say in which part
 * of such a cycle they fell.
 */
export async function measureMemory(browser: Browser, url: string, minutes: number): Promise<MemoryRun> {
  const running = await openContender(browser, url, 'assent', { camera: { kind: 'device' } });
  const seconds = minutes * 60;
  const watch = async (): Promise<readonly number[]> => {
    const samples: number[] = [];
    for (let at = 0; at < seconds; at += everySeconds) {
      samples.push((await readProcesses(browser)).rendererBytes);
      await running.page.waitForTimeout(everySeconds * 1000);
    }
    running.check();
    return samples;
  };
  try {
    await running.page.waitForTimeout(settlingSeconds * 1000);
    const before = await watch();
    const run = await watch();
    const peakBytes = Math.max(...run);
    return {
      growthBytes: peakBytes - Math.max(...before),
      peakBytes,
      seconds,
      samplesBytes: { before, run },
    };
  } finally {
    await running.close();
  }
}
