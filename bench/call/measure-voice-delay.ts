import type { Browser } from 'playwright-core';
import { openCallPage } from '../../test/e2e/support/call-page.ts';
import { until } from '../../test/e2e/support/until.ts';
import type { Figure } from './figure.ts';
import { installProbe, type Probe } from './install-probe.ts';
import { median } from './median.ts';

const settleSeconds = 5;
const framesWanted = 3000;

/**
 * How long after the middle of the sound that it is about a voice frame is in the page: the analysis'
 * own look-ahead, the waiting for a chunk and a batch, and both hand-overs. What the device keeps to itself is in the first figure
 * as far as the browser tells it, and taken off in the second.
 */
export async function measureVoiceDelay(browser: Browser, demoUrl: string): Promise<readonly Figure[]> {
  const call = await openCallPage(browser, demoUrl, { room: 'delay', name: 'Ada', prepare: installProbe });
  try {
    await call.agree(['voice.self-view.behaviour']);
    const delays = (): Promise<number[]> =>
      call.page.evaluate(() => (Reflect.get(window, 'benchProbe') as Probe).voice.delaysSeconds);
    await until('the first voice frame', async () => (await delays()).length > 0, 60_000);
    // The speech network is being loaded at first, and the clock settles.
    await call.page.waitForTimeout(settleSeconds * 1000);
    const before = (await delays()).length;
    await until('enough frames', async () => (await delays()).length >= before + framesWanted, 90_000);
    const sorted = (await delays()).slice(before).sort((a, b) => a - b);
    const deviceMs =
      1000 *
      (await call.page.evaluate(() => (Reflect.get(window, 'benchProbe') as Probe).voice.deviceSeconds));
    const at = (share: number): string =>
      (1000 * (sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN)).toFixed(0);
    return [
      {
        id: 'voice delay',
        what: 'from the middle of a frame’s sound to its values in the page',
        value: 1000 * median(sorted),
        unit: 'ms',
        budget: { atMost: 60 },
        detail: `median of ${sorted.length} frames; 5 % under ${at(0.05)}, 95 % under ${at(0.95)}, longest ${at(1)}`,
      },
      {
        id: 'voice delay, without the device',
        what: 'of that, from where the sound reaches the browser’s audio',
        value: 1000 * median(sorted) - deviceMs,
        unit: 'ms',
        detail: `the browser states ${deviceMs.toFixed(0)} ms of the device`,
      },
    ];
  } finally {
    await call.close();
  }
}
