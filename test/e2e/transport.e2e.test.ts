import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CallPage, openCallPage } from './support/call-page.ts';
import { launchBrowser } from './support/launch-browser.ts';
import { makeFaceClip } from './support/make-face-clip.ts';
import { startDemo } from './support/start-demo.ts';
import { until } from './support/until.ts';

const transportOf = (call: CallPage): Promise<string | null> =>
  call.page.getByTestId('transport').getAttribute('data-transport');

describe('a call in Chromium while there is no SFU worker', () => {
  let browser: Browser;
  let theirs: Browser;

  beforeAll(async () => {
    browser = await launchBrowser({ video: await makeFaceClip() });
    theirs = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await theirs?.close();
  });

  it('runs as a mesh and says so; two see each other and own signals flow', async () => {
    const demo = await startDemo({ ASSENT_NO_SFU: '1' });
    try {
      // A browser each, as at home.
      const ada = await openCallPage(browser, demo.url, { room: 'mesh', name: 'Ada' });
      const ben = await openCallPage(theirs, demo.url, { room: 'mesh', name: 'Ben' });
      expect(await transportOf(ada)).toBe('mesh');
      for (const call of [ada, ben]) {
        await until('the other participant', async () => (await call.others().count()) === 1);
        await until('their picture', () =>
          call
            .others()
            .locator('video')
            .evaluate((video) => (video as HTMLVideoElement).videoWidth > 0),
        );
      }
      await ada.agree(['face.self-view.behaviour']);
      await ada.openPanel('you');
      await until('a smile measured', async () => (await ada.signal('smile'))?.state === 'measured');
      expect(await ben.page.getByTestId('indicator').locator('.chip').count()).toBe(0);
      for (const call of [ada, ben]) await call.close();
    } finally {
      await demo.stop();
    }
  });

  const worker = process.env.ASSENT_SFU_WORKER;
  it.skipIf(worker === undefined || !existsSync(worker))(
    'new rooms go through the SFU as soon as its worker is there',
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'assent-worker-'));
      const path = join(folder, 'mediasoup-worker');
      const demo = await startDemo({ ASSENT_SFU_WORKER: path });
      try {
        const before = await openCallPage(browser, demo.url, { room: 'before', name: 'Ada' });
        expect(await transportOf(before)).toBe('mesh');
        copyFileSync(worker ?? '', path);
        const after = await openCallPage(browser, demo.url, { room: 'after', name: 'Ada' });
        expect(await transportOf(after)).toBe('sfu');
        for (const call of [before, after]) await call.close();
      } finally {
        await demo.stop();
        rmSync(folder, { recursive: true, force: true });
      }
    },
  );
});
