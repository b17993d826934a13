import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';

/** What a page and its browser had used up to one moment. */
export interface LoadReading {
  readonly atSeconds: number;
  /** Tasks of the page's main thread. */
  readonly mainThreadSeconds: number;
  /** Processor time of all processes of the browser. */
  readonly processorSeconds: number;
  readonly heapBytes: number;
  /** Resident memory of the page's renderer process, shared parts divided; `null` where the system does not tell. */
  readonly rendererBytes: number | null;
}

/** Reads the load of one page as often as asked. */
export interface LoadMeter {
  read(): Promise<LoadReading>;
  close(): Promise<void>;
}

/**
 * Asks the browser itself (Chrome DevTools Protocol) about a page and its
 * processes. Its counters run only while a meter is open.
 */
export async function openLoadMeter(browser: Browser, page: Page): Promise<LoadMeter> {
  const ofPage = await page.context().newCDPSession(page);
  const ofBrowser = await browser.newBrowserCDPSession();
  await ofPage.send('Performance.enable', { timeDomain: 'timeTicks' });
  return {
    async read() {
      const { metrics } = await ofPage.send('Performance.getMetrics');
      const { processInfo } = await ofBrowser.send('SystemInfo.getProcessInfo');
      const metric = (name: string): number =>
        metrics.find((each) => each.name === name)?.value ?? Number.NaN;
      const busiest = processInfo
        .filter(({ type }) => type === 'renderer')
        .sort((a, b) => b.cpuTime - a.cpuTime)[0];
      return {
        atSeconds: metric('Timestamp'),
        mainThreadSeconds: metric('TaskDuration'),
        processorSeconds: processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0),
        heapBytes: metric('JSHeapUsedSize'),
        rendererBytes: busiest === undefined ? null : await residentBytes(busiest.id),
      };
    },
    async close() {
      await ofPage.detach();
      await ofBrowser.detach();
    },
  };
}

async function residentBytes(pid: number): Promise<number | null> {
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
  const kibibytes = /^Pss:\s+(\d+) kB/m.exec(rollup)?.[1];
  return kibibytes === undefined ? null : Number(kibibytes) * 1024;
}
