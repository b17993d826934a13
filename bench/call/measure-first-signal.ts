import type { Browser } from 'playwright-core';
import { openCallPage, type ScopeKey } from '../../test/e2e/support/call-page.ts';
import { until } from '../../test/e2e/support/until.ts';
import type { Figure } from './figure.ts';
import { installProbe, type Probe } from './install-probe.ts';
import { median } from './median.ts';

/**
 * From the click on "agree" to the first own signal on the screen, each run in
 * a browser context of its own: nothing is in a cache, as on the first visit.
 */
export async function measureFirstSignal(
  browser: Browser,
  demoUrl: string,
  modality: 'voice' | 'face',
  runs: number,
): Promise<Figure> {
  const seconds: number[] = [];
  for (let run = 0; run < runs; run++) {
    seconds.push(await firstSignalSeconds(browser, demoUrl, modality, `first-${modality}-${run}`));
  }
  return {
    id: `first ${modality} signal`,
    what: `consent to the first ${modality} signal on the screen`,
    value: median(seconds),
    unit: 's',
    ...(modality === 'face' ? { budget: { atMost: 3 } } : {}),
    detail: `median of ${runs}: ${seconds.map((each) => each.toFixed(2)).join(' ')}`,
  };
}

async function firstSignalSeconds(
  browser: Browser,
  demoUrl: string,
  modality: 'voice' | 'face',
  room: string,
): Promise<number> {
  const call = await openCallPage(browser, demoUrl, { room, name: 'Ada', prepare: installProbe });
  try {
    // The call itself has settled: people read the prompt for longer than this.
    await call.page.waitForTimeout(2000);
    const scope: ScopeKey = `${modality}.self-view.behaviour`;
    await call.agree([scope]);
    await call.openPanel('you');
    return await until(`a signal of the ${modality}`, async () => {
      const first = await call.page.evaluate(() => (Reflect.get(window, 'benchProbe') as Probe).first);
      const shown = Object.values(first.shownAt);
      if (first.agreedAt === null || shown.length === 0) return null;
      return (Math.min(...shown) - first.agreedAt) / 1000;
    });
  } finally {
    await call.close();
  }
}
