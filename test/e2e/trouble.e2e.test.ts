import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { attributeNow } from './support/attribute-now.ts';
import { cacheFolder } from './support/cache-folder.ts';
import { type CallPage, openCallPage } from './support/call-page.ts';
import { launchBrowser } from './support/launch-browser.ts';
import { makeFaceClip } from './support/make-face-clip.ts';
import { type RunningDemo, startDemo } from './support/start-demo.ts';
import { until } from './support/until.ts';

describe('the demo in Chromium when things go wrong', () => {
  let demo: RunningDemo;
  let browser: Browser | null = null;

  beforeAll(async () => {
    demo = await startDemo();
  });
  afterEach(async () => {
    await browser?.close();
    browser = null;
  });
  afterAll(async () => {
    await demo?.stop();
  });

  // The element goes when the call is over: then it is not waited for.
  const isConnected = async ({ page }: CallPage): Promise<boolean> =>
    (await attributeNow(page.getByTestId('connection'), 'data-state')) === 'connected';

  for (const [reason, devices] of [
    ['missing', { present: false }],
    ['denied', { permitted: false }],
  ] as const) {
    it(`camera and microphone ${reason}: the lobby says so, and one joins without`, async () => {
      browser = await launchBrowser(devices);
      const page = await (await browser.newContext()).newPage();
      await page.goto(`${demo.url}/?room=${reason}`);
      const problem = page.getByTestId('device-problem').first();
      await problem.waitFor();
      expect(await problem.getAttribute('data-reason')).toBe(reason);
      await page.close();

      const call = await openCallPage(browser, demo.url, { room: reason, name: 'Ada' });
      await until('the call connected', () => isConnected(call));
      const own = call.page.locator('[data-testid="participant"][data-own="true"]');
      expect(await own.getAttribute('data-camera')).toBe('off');
      await call.agree(['face.self-view.behaviour']);
      await until('the indicator says why nothing is measured', async () => {
        const chip = call.page.getByTestId('indicator').locator('.chip[data-modality="face"]');
        return (await attributeNow(chip, 'data-state')) === 'paused';
      });
      expect(call.faults).toEqual([]);
    });
  }

  it('a model corrupted on disk is refused by name, and measured once it is mended', async () => {
    const scratch = mkdtempSync(join(tmpdir(), 'assent-corrupt-'));
    const models = join(scratch, 'assent', 'models');
    mkdirSync(models, { recursive: true });
    symlinkSync(join(cacheFolder, 'media'), join(scratch, 'assent', 'media'));
    const whole = join(cacheFolder, 'models', 'face_landmarker.task');
    const bytes = readFileSync(whole);
    bytes[1_000_000] = (bytes[1_000_000] ?? 0) ^ 1;
    writeFileSync(join(models, 'face_landmarker.task'), bytes);
    const corrupt = await startDemo({ XDG_CACHE_HOME: scratch });
    try {
      browser = await launchBrowser({ video: await makeFaceClip() });
      const call = await openCallPage(browser, corrupt.url, { room: 'corrupt', name: 'Ada' });
      await call.agree(['face.self-view.behaviour']);
      await call.page
        .getByTestId('toast')
        .filter({ hasText: /model is damaged/i })
        .first()
        .waitFor();
      expect(await isConnected(call)).toBe(true);
      expect(call.page.workers()).toHaveLength(0);

      cpSync(whole, join(models, 'face_landmarker.task'));
      await call.openPanel('you');
      await until('a smile measured', async () => (await call.signal('smile'))?.state === 'measured', 90_000);
    } finally {
      await corrupt.stop();
      rmSync(scratch, { recursive: true, force: true });
    }
  });

  it('a worker that crashes is started again, and the call goes on', async () => {
    browser = await launchBrowser({ video: await makeFaceClip() });
    const call = await openCallPage(browser, demo.url, { room: 'crash', name: 'Ada' });
    await call.agree(['face.self-view.behaviour']);
    await call.openPanel('you');
    await until('a smile measured', async () => (await call.signal('smile'))?.state === 'measured');

    const [worker] = call.page.workers();
    expect(worker).toBeDefined();
    await worker?.evaluate(() => {
      setTimeout(() => {
        throw new Error('crashed for a test');
      });
    });
    await call.page.getByTestId('toast').first().waitFor();
    await until('another worker', async () => {
      const [other] = call.page.workers();
      return other !== undefined && other !== worker;
    });
    await until('a smile measured again', async () => (await call.signal('smile'))?.state === 'measured');
    expect(await isConnected(call)).toBe(true);
  });

  it('a camera that goes away in mid-call pauses its signal, and the call goes on', async () => {
    browser = await launchBrowser({ video: await makeFaceClip() });
    const call = await openCallPage(browser, demo.url, { room: 'unplugged', name: 'Ada' });
    await call.agree(['face.self-view.behaviour', 'voice.self-view.behaviour']);
    await until('the face measured', async () => (await chipState(call.page, 'face')) === 'running');

    await killVideoCapture(browser);
    await until('the face paused or failed', async () => {
      const state = await chipState(call.page, 'face');
      return state === 'paused' || state === 'failed' || state === null;
    });
    await until('the voice still measured', async () => (await chipState(call.page, 'voice')) === 'running');
    expect(await isConnected(call)).toBe(true);
    const own = call.page.locator('[data-testid="participant"][data-own="true"]');
    await until('the tile without a camera', async () => (await own.getAttribute('data-camera')) === 'off');
  });

  it('a server that is gone for seconds: the call comes back, and so does the group', async () => {
    browser = await launchBrowser();
    const port = 20_000 + Math.floor(Math.random() * 20_000);
    let restarted = await startDemo({ PORT: String(port) });
    try {
      const call = await openCallPage(browser, restarted.url, { room: 'restart', name: 'Ada' });
      await until('the call connected', () => isConnected(call));
      await restarted.stop();
      await until('the page notices', async () => !(await isConnected(call)));
      restarted = await startDemo({ PORT: String(port) });
      await until('connected again, or said to be over', async () => {
        const connection = call.page.getByTestId('connection');
        if ((await connection.count()) === 0) return await call.page.getByTestId('rejoin').isVisible();
        return await isConnected(call);
      });
    } finally {
      await restarted.stop();
    }
  });
});

/** What happens to a track when its device goes away: the process that captures video is gone. */
async function killVideoCapture(browser: Browser): Promise<void> {
  const cdp = await browser.newBrowserCDPSession();
  const { processInfo } = await cdp.send('SystemInfo.getProcessInfo');
  const capturing = processInfo.filter(({ id }) =>
    readFileSync(`/proc/${id}/cmdline`, 'utf8').includes('video_capture.mojom.VideoCaptureService'),
  );
  expect(capturing.length).toBeGreaterThan(0);
  for (const { id } of capturing) process.kill(id, 'SIGKILL');
}

function chipState(page: Page, modality: 'voice' | 'face'): Promise<string | null> {
  const chip = page.getByTestId('indicator').locator(`.chip[data-modality="${modality}"]`);
  return attributeNow(chip, 'data-state');
}
