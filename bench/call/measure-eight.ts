import type { Browser } from 'playwright-core';
import { openCallPage } from '../../test/e2e/support/call-page.ts';
import { until } from '../../test/e2e/support/until.ts';
import type { Figure } from './figure.ts';
import { installProbe } from './install-probe.ts';
import { openLoadMeter } from './read-load.ts';
import { ratesBetween, readProbe } from './read-probe.ts';

const guests = 7;
const settleSeconds = 15;
const watchSeconds = 20;
/** A guest sends 12 pictures a second; half of them is a picture that still moves. */
const usableHz = 6;

/** One person and seven recorded guests, all of them full clients on this one machine, all measuring for the group. */
export async function measureEight(browser: Browser, demoUrl: string): Promise<readonly Figure[]> {
  const call = await openCallPage(browser, demoUrl, { room: 'eight', name: 'Ada', prepare: installProbe });
  try {
    const { page } = call;
    await call.agree([
      'voice.self-view.behaviour',
      'voice.group-summary.behaviour',
      'face.self-view.behaviour',
      'face.group-summary.behaviour',
    ]);
    await call.openPanel('group');
    const recordings = page.locator('[data-testid="participant"][data-kind="recording"]');
    for (let index = 0; index < guests; index++) {
      await page.getByTestId('add-guest').click();
      await until(`guest ${index + 1}`, async () => (await recordings.count()) === index + 1, 90_000);
    }
    await until(
      'everyone measured',
      async () => (await readProbe(page)).face.filter(({ frames }) => frames > 0).length > guests,
      120_000,
    );
    await page.waitForTimeout(settleSeconds * 1000);

    const meter = await openLoadMeter(browser, page);
    const [before, loadBefore] = [await readProbe(page), await meter.read()];
    await page.waitForTimeout(watchSeconds * 1000);
    const [after, load] = [await readProbe(page), await meter.read()];
    await meter.close();
    const { sentHz, decodedHz, faceHz, millisecondsPerFace } = ratesBetween(before, after);
    const seconds = load.atSeconds - loadBefore.atSeconds;
    const list = (values: readonly number[]): string => values.map((each) => each.toFixed(1)).join(' ');
    return [
      {
        id: 'eight, slowest picture',
        what: `slowest of the ${decodedHz.length} received pictures`,
        value: Math.min(...decodedHz),
        unit: '/s',
        budget: { atLeast: usableHz },
        detail: `${list(decodedHz)}; all eight send ${sentHz.toFixed(1)} together`,
      },
      {
        id: 'eight, face estimates',
        what: 'face estimates of all together',
        value: faceHz.reduce((sum, each) => sum + each, 0),
        unit: '/s',
        detail: `${list(faceHz)}; ${millisecondsPerFace.toFixed(0)} ms each`,
      },
      {
        id: 'eight, main thread',
        what: 'share of the page’s main thread, guests included',
        value: (100 * (load.mainThreadSeconds - loadBefore.mainThreadSeconds)) / seconds,
        unit: '%',
        budget: { atMost: 80 },
      },
      {
        id: 'eight, processor',
        what: 'processor cores taken by the browser',
        value: (load.processorSeconds - loadBefore.processorSeconds) / seconds,
        unit: 'cores',
      },
      {
        id: 'eight, memory',
        what: 'memory of the page’s process, eight clients',
        value: (load.rendererBytes ?? load.heapBytes) / 1e6,
        unit: 'MB',
        detail: `${load.rendererBytes === null ? 'script heap only' : `script heap ${(load.heapBytes / 1e6).toFixed(0)} MB of it`}`,
      },
    ];
  } finally {
    await call.close();
  }
}
