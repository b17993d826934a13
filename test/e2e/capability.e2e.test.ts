import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SupportReport } from '../../sdk/support/describe-support.ts';
import { buildApp } from './support/build-app.ts';
import { cacheFolder } from './support/cache-folder.ts';
import { type CallPage, openCallPage } from './support/call-page.ts';
import { platformCalls } from './support/count-platform-calls.ts';
import { launchBrowser } from './support/launch-browser.ts';
import { makeFaceClip } from './support/make-face-clip.ts';
import { serveApp } from './support/serve-app.ts';
import { type RunningDemo, startDemo } from './support/start-demo.ts';
import { until } from './support/until.ts';

/** No graphics card, and nothing that draws in the place of one. */
const withoutWebGl = ['--disable-gpu', '--disable-software-rasterizer'];

const measured = (call: CallPage, name: string) =>
  until(`${name} measured`, async () => (await call.signal(name))?.state === 'measured');

describe('a call in a browser that lacks something', () => {
  let browser: Browser;
  let demo: RunningDemo;
  const devices = async () => ({ video: await makeFaceClip(), audio: join(cacheFolder, 'media', 'jfk.wav') });

  beforeAll(async () => {
    browser = await launchBrowser(await devices());
    demo = await startDemo();
  });
  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
  });

  async function withCall(
    room: string,
    lack: () => void,
    use: (call: CallPage) => Promise<void>,
  ): Promise<void> {
    const prepare = async (page: Page) => void (await page.addInitScript(lack));
    const call = await openCallPage(browser, demo.url, { room, name: 'Ada', prepare });
    try {
      await use(call);
      expect(call.faults).toEqual([]);
    } finally {
      await call.close();
    }
  }

  async function stops(call: CallPage): Promise<void> {
    await call.page.getByTestId('indicator').locator('[data-action="stop-all"]').click();
    const after = await platformCalls(call.page);
    expect(after.workersTerminated).toBe(after.workersMade);
    await until('the workers gone', async () => call.page.workers().length === 0);
    const then = (await platformCalls(call.page)).frameCallbacks;
    await call.page.waitForTimeout(2000);
    expect((await platformCalls(call.page)).frameCallbacks).toBe(then);
    for (const name of ['smile', 'pitch']) expect(await call.signal(name)).toBeNull();
    expect(await call.page.getByTestId('connection').getAttribute('data-state')).toBe('connected');
  }

  it('without frame streams the face is measured by the fallback, beside the voice, and stops', async () => {
    const lack = () => void Reflect.deleteProperty(window, 'MediaStreamTrackProcessor');
    await withCall('no-streams', lack, async (call) => {
      await call.page.getByTestId('consent-prompt').locator('[data-action="agree"]').waitFor();
      expect(await platformCalls(call.page)).toMatchObject({
        frameCallbacks: 0,
        picturesOfVideo: 0,
        workersMade: 0,
      });
      await call.agree(['face.self-view.behaviour', 'voice.self-view.behaviour']);
      await call.openPanel('you');
      await measured(call, 'smile');
      await measured(call, 'pitch');
      expect((await call.signal('face-in-view'))?.value).toBeGreaterThan(0.8);
      const calls = await platformCalls(call.page);
      expect(calls.trackReaders).toBe(0);
      expect(calls.frameCallbacks).toBeGreaterThan(0);
      await stops(call);
    });
  });

  it('whose workers cannot be modules measures all the same', async () => {
    const lack = () => {
      const { Worker: Whole } = window;
      window.Worker = class extends Whole {
        constructor(url: string | URL, { type: _ignored, ...options }: WorkerOptions = {}) {
          super(url, options);
        }
      };
    };
    await withCall('classic', lack, async (call) => {
      await call.agree(['face.self-view.behaviour', 'voice.self-view.behaviour']);
      await call.openPanel('you');
      await measured(call, 'smile');
      await measured(call, 'pitch');
      await stops(call);
    });
  });

  it('without AudioWorklet the voice is not asked for, and the face is measured', async () => {
    const lack = () => void Reflect.deleteProperty(window, 'AudioWorkletNode');
    await withCall('no-worklet', lack, async (call) => {
      const boxes = call.page.getByTestId('consent-prompt').locator('input[data-scope]');
      await boxes.first().waitFor();
      const scopes = await boxes.evaluateAll((found) =>
        found.map((box) => (box as HTMLElement).dataset.scope ?? ''),
      );
      expect(scopes.every((scope) => scope.startsWith('face.'))).toBe(true);
      await call.agree(['face.self-view.behaviour']);
      await call.openPanel('you');
      await measured(call, 'smile');
    });
  });

  it('without WebGL says so of the face, and goes on with the voice', async () => {
    const without = await launchBrowser({ ...(await devices()), args: withoutWebGl });
    try {
      const call = await openCallPage(without, demo.url, { room: 'no-webgl', name: 'Ada' });
      await call.agree(['face.self-view.behaviour', 'voice.self-view.behaviour']);
      await call.openPanel('you');
      await measured(call, 'pitch');
      expect(await call.signal('smile')).toBeNull();
      await call.page
        .getByText('This browser lacks something that is needed for measuring.')
        .first()
        .waitFor();
      expect(call.faults).toEqual([]);
    } finally {
      await without.close();
    }
  });
});

it('a page without HTTPS is told so, and gets no session; a page with WebGL off is told that', async () => {
  const folder = await buildApp({ index: 'test/e2e/bare-app/main.ts' });
  const app = await serveApp(folder);
  const browser = await launchBrowser({
    args: ['--host-resolver-rules=MAP insecure.test 127.0.0.1', ...withoutWebGl],
  });
  const visit = async (url: string) => {
    const page = await browser.newPage();
    await page.goto(url);
    await page.waitForFunction(() => 'found' in window);
    const found = (await page.evaluate(() => Reflect.get(window, 'found'))) as {
      readonly support: SupportReport;
      readonly session: string;
    };
    return { ...found, text: JSON.stringify(found.support) };
  };
  try {
    const insecure = await visit(app.url.replace('127.0.0.1', 'insecure.test'));
    expect(insecure.session).toBe('unsupported');
    expect([insecure.support.session.kind, insecure.support.face.kind]).toEqual([
      'unsupported',
      'unsupported',
    ]);
    expect(insecure.text).toContain('HTTPS');
    const local = await visit(app.url);
    expect(local.session).toBe('open');
    expect([local.support.voice.kind, local.support.face.kind]).toEqual(['full', 'unsupported']);
    expect(local.text).toContain('WebGL 2 is missing or switched off');
  } finally {
    await browser.close();
    app.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
