import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';

/** What the processes of a browser had used up to one moment. */
export interface ProcessReading {
  readonly atSeconds: number;
  /** Processor time of the renderers, where page and workers run, and of the process that draws for them. */
  readonly processorSeconds: number;
  /**
   * The largest renderer's own memory: shared parts divided, without the pages of files. Those hold the browser's
   * program, and how much of it counts as this process's share goes by how many other browsers run.
   */
  readonly rendererBytes: number;
}

/** `/proc` counts processor time in hundredths of a second on every Linux of today. */
const ticksPerSecond = 100;

/** Asks the browser for its processes and the system (Linux, `/proc`) for what they used. */
export async function readProcesses(browser: Browser): Promise<ProcessReading> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const pids = processInfo.filter(({ type }) => type === 'renderer' || type === 'GPU').map(({ id }) => id);
  const renderers = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
  const seconds = await Promise.all(pids.map(processorSecondsOf));
  const bytes = await Promise.all(renderers.map(ownBytesOf));
  return {
    atSeconds: performance.now() / 1000,
    processorSeconds: seconds.reduce((sum, each) => sum + each, 0),
    rendererBytes: Math.max(...bytes),
  };
}

async function processorSecondsOf(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // The command stands in brackets and may hold spaces; user and system time are the 14th and 15th field.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / ticksPerSecond;
}

async function ownBytesOf(pid: number): Promise<number> {
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
  const kibibytes = (name: string): number =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(rollup)?.[1] ?? 0);
  return (kibibytes('Pss') - kibibytes('Pss_File')) * 1024;
}
