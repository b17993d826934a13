import type { Browser } from 'playwright-core';
import type { Contender } from './contender.ts';
import { openContender } from './open-contender.ts';
import { readProcesses } from './read-processes.ts';

/** What one contender did in one turn. */
export interface Turn {
  readonly seconds: number;
  readonly frames: number;
  readonly processorSeconds: number;
}

/** More than anybody here can take, so that everyone runs as fast as they can. */
const cameraHz = 60;
/** Models settle; in the first ten seconds the browser's other threads still work beside them. */
const warmUpSeconds = 15;

/** Lets one contender run as fast as it can for some seconds, in a page of its own. */
export async function measureTurn(
  browser: Browser,
  url: string,
  contender: Contender,
  seconds: number,
): Promise<Turn> {
  const running = await openContender(browser, url, contender, {
    camera: { kind: 'feed', hz: cameraHz },
    budget: { maximumRateHz: 60, maxCpuShare: 1 },
  });
  try {
    await running.page.waitForTimeout(warmUpSeconds * 1000);
    const [from, framesFrom] = [await readProcesses(browser), await running.frames()];
    await running.page.waitForTimeout(seconds * 1000);
    const [to, framesTo] = [await readProcesses(browser), await running.frames()];
    running.check();
    return {
      seconds: to.atSeconds - from.atSeconds,
      frames: framesTo - framesFrom,
      processorSeconds: to.processorSeconds - from.processorSeconds,
    };
  } finally {
    await running.close();
  }
}
