import type { Browser } from 'playwright-core';
import { type FakeDevices, launchBrowser } from '../../test/e2e/support/launch-browser.ts';

/** Uses a browser of its own, which is closed afterwards. */
export async function withBrowser<T>(
  use: (browser: Browser) => Promise<T>,
  devices: FakeDevices = {},
): Promise<T> {
  const browser = await launchBrowser(devices);
  try {
    return await use(browser);
  } finally {
    await browser.close();
  }
}
