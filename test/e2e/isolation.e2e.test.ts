import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cacheFolder } from './support/cache-folder.ts';
import { type CallPage, openCallPage } from './support/call-page.ts';
import { launchBrowser } from './support/launch-browser.ts';
import { makeFaceClip } from './support/make-face-clip.ts';
import { type RunningDemo, startDemo } from './support/start-demo.ts';
import { until } from './support/until.ts';

describe('two participants in two Chromiums, one with a face and one with a test pattern', () => {
  const browsers: Browser[] = [];
  let demo: RunningDemo;
  let withFace: CallPage;
  let withPattern: CallPage;
  let foreign: Server;
  let foreignRequests = 0;

  beforeAll(async () => {
    const video = await makeFaceClip();
    browsers.push(await launchBrowser({ video, audio: join(cacheFolder, 'media', 'jfk.wav') }));
    browsers.push(await launchBrowser());
    demo = await startDemo();
    foreign = createServer((_request, response) => {
      foreignRequests += 1;
      response.setHeader('access-control-allow-origin', '*');
      response.end('heard');
    });
    await new Promise<void>((resolve) => foreign.listen(0, '127.0.0.1', resolve));
    const [first, second] = browsers as [Browser, Browser];
    withFace = await openCallPage(first, demo.url, { room: 'two', name: 'Ada' });
    withPattern = await openCallPage(second, demo.url, { room: 'two', name: 'Ben' });
  });
  afterAll(async () => {
    for (const browser of browsers) await browser.close();
    await demo?.stop();
    foreign?.close();
  });

  it('each sees the other in the call', async () => {
    for (const call of [withFace, withPattern]) {
      await until('the other participant', async () => (await call.others().count()) === 1);
    }
  });

  it('each measures only what their own camera shows', async () => {
    for (const call of [withFace, withPattern]) {
      await call.agree(['face.self-view.behaviour']);
      await call.openPanel('you');
    }
    await until('a smile measured', async () => (await withFace.signal('smile'))?.state === 'measured');
    const inView = await until('the share of time that a face was in view', async () => {
      const shown = await withPattern.signal('face-in-view');
      return shown?.state === 'measured' ? shown : null;
    });
    expect(inView.value).toBe(0);
    await withPattern.page.waitForTimeout(3000);
    const smile = await withPattern.signal('smile');
    expect(smile?.state).toBe('abstained');
    expect(smile?.reasons).toContain('no-face');
    expect((await withFace.signal('face-in-view'))?.value).toBeGreaterThan(0.8);
  });

  it('nothing that was measured left either device', () => {
    for (const { sent } of [withFace, withPattern]) {
      expect(sent.length).toBeGreaterThan(0);
      for (const { url, text } of sent) {
        expect(['/signal', '/aggregate']).toContain(url);
        expect(text).not.toMatch(/smile|blendshape|landmark|brow|blink|pitch|valence|arousal|measur/i);
        if (url === '/aggregate') expect((JSON.parse(text) as { type: string }).type).toBe('hello');
      }
    }
  });

  it('no request went to another origin', () => {
    const own = new URL(demo.url).host;
    for (const { requests } of [withFace, withPattern]) {
      const others = requests.filter((url) => /^(https?|wss?):/.test(url) && new URL(url).host !== own);
      expect(others).toEqual([]);
    }
  });

  it('the page has a policy that blocks such a request', async () => {
    const address = `http://127.0.0.1:${(foreign.address() as AddressInfo).port}/`;
    const blocked = await withFace.page.evaluate(async (url) => {
      const violation = new Promise<string>((resolve) => {
        addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective));
      });
      const outcome = await fetch(url).then(
        () => 'went out',
        () => 'failed',
      );
      return { outcome, directive: await violation };
    }, address);
    expect(blocked).toEqual({ outcome: 'failed', directive: 'connect-src' });
    expect(foreignRequests).toBe(0);
  });
});
