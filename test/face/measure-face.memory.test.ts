import type { Browser, ConsoleMessage } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collectFootage } from '../../bench/face/collect-footage.ts';
import { openContender, type RunningContender } from '../../bench/face/open-contender.ts';
import { readProcesses } from '../../bench/face/read-processes.ts';
import { type BenchServer, serveBench } from '../../bench/face/serve-bench.ts';
import { launchBrowser } from '../e2e/support/launch-browser.ts';

const mebibyte = 2 ** 20;

describe('what measuring a face leaves behind, in the built package', () => {
  let server: BenchServer;
  let browser: Browser;
  let running: RunningContender;
  const warnings: string[] = [];

  beforeAll(async () => {
    server = await serveBench();
    browser = await launchBrowser();
    const page = await browser.newPage();
    await page.goto(server.url);
    const { footage, planes } = await collectFootage(page, '/media/franck.mp4');
    await page.close();
    server.play(footage, planes);
    running = await openContender(browser, server.url, 'assent', { cameraHz: 30 });
    running.page.on('console', (message: ConsoleMessage) => {
      if (message.type() === 'warning' || message.type() === 'error') warnings.push(message.text());
    });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  /** Own memory of the page's process after the garbage has been collected. */
  async function settledBytes(): Promise<number> {
    const session = await running.page.context().newCDPSession(running.page);
    await session.send('HeapProfiler.collectGarbage');
    await running.page.waitForTimeout(1500);
    await session.detach();
    return (await readProcesses(browser)).rendererBytes;
  }

  it('sees a frame that is dropped unclosed, so that what follows can fail', async () => {
    await running.page.evaluate(() => {
      new VideoFrame(new Uint8Array(6), { format: 'I420', codedWidth: 2, codedHeight: 2, timestamp: 0 });
    });
    await settledBytes();
    await expect.poll(() => warnings.splice(0).some((text) => /garbage collected/i.test(text))).toBe(true);
  });

  it('a withdrawal in the middle of a frame leaves no worker, no unclosed frame and no growing memory', async () => {
    await running.stop();
    const first = await settledBytes();
    for (let turn = 0; turn < 5; turn += 1) {
      await running.start();
      expect(running.page.workers().filter((worker) => worker.url().includes('face-worker'))).toHaveLength(1);
      await running.page.waitForTimeout(600 + 37 * turn);
      await running.stop();
      await expect
        .poll(() => running.page.workers().filter((worker) => worker.url().includes('face-worker')).length)
        .toBe(0);
    }
    const last = await settledBytes();
    running.check();
    expect(warnings.filter((text) => /garbage collected/i.test(text))).toEqual([]);
    expect((last - first) / mebibyte).toBeLessThan(15);
  });

  it('memory stays flat while a face is measured', async () => {
    await running.start();
    await running.page.waitForTimeout(10_000);
    const samples: number[] = [];
    for (let sample = 0; sample < 20; sample += 1) {
      samples.push((await readProcesses(browser)).rendererBytes);
      await running.page.waitForTimeout(1000);
    }
    running.check();
    const growth = Math.max(...samples.slice(10)) - Math.max(...samples.slice(0, 10));
    expect(growth / mebibyte).toBeLessThan(8);
  });
});
