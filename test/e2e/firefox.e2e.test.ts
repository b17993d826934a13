import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SupportReport } from '../../sdk/support/describe-support.ts';
import { buildApp } from './support/build-app.ts';
import { openCallPage } from './support/call-page.ts';
import { type FirefoxPage, openFirefoxPage } from './support/firefox-page.ts';
import { launchBrowser } from './support/launch-browser.ts';
import { launchFirefox, type RunningFirefox } from './support/launch-firefox.ts';
import { middleOf } from './support/middle-of.ts';
import { serveApp } from './support/serve-app.ts';
import { type RunningDemo, startDemo } from './support/start-demo.ts';
import { until } from './support/until.ts';

interface Found {
  readonly support: SupportReport;
  readonly session: string;
}

const program = process.env.ASSENT_FIREFOX;
const isForMeasuring = (url: string): boolean => /\.(task|onnx|tflite|wasm)(\?|$)|worker|worklet/.test(url);

describe.skipIf(program === undefined)('one participant in Firefox, with a real face and real speech', () => {
  let firefox: RunningFirefox;
  let demo: RunningDemo;
  let call: FirefoxPage;
  const ownSignal = (name: string) => `[data-testid="self-view"] [data-signal="${name}"]`;
  const measured = async (name: string): Promise<number | null> => {
    const selector = `[data-signal="${name}"]`;
    if ((await call.attribute(selector, 'data-state')) !== 'measured') return null;
    return Number(await call.attribute(selector, 'data-value'));
  };

  beforeAll(async () => {
    firefox = await launchFirefox(program ?? '');
    // Firefox takes no loopback address for a candidate, and the tests' SFU listens on no other.
    demo = await startDemo({ ASSENT_NO_SFU: '1' });
    call = await openFirefoxPage(firefox.browser, `${demo.url}/?room=firefox`);
    const name = await call.page.waitForSelector('>>> [data-testid="lobby-name"]');
    await name?.type('Ada');
    await call.click('[data-testid="join"]');
    await call.page.waitForSelector('>>> [data-testid="transport"]');
  });
  afterAll(async () => {
    await firefox?.close();
    await demo?.stop();
  });

  it('joins the call', async () => {
    expect(await call.attribute('[data-testid="transport"]', 'data-transport')).toBe('mesh');
    await until('the connection', async () => {
      return (await call.attribute('[data-testid="connection"]', 'data-state')) === 'connected';
    });
  });

  it('is seen by another in Chromium', async () => {
    const chromium = await launchBrowser();
    try {
      const other = await openCallPage(chromium, demo.url, { room: 'firefox', name: 'Ben' });
      await until('the other', async () => (await other.others().count()) === 1);
      await until('their picture', () =>
        other
          .others()
          .locator('video')
          .evaluate((video) => (video as HTMLVideoElement).videoWidth > 0),
      );
    } finally {
      await chromium.close();
    }
  });

  it('before consent nothing is fetched, constructed or read', async () => {
    await until('the prompt', () => call.find('[data-action="agree"]'));
    await new Promise((done) => setTimeout(done, 3000));
    expect(call.requests.filter(isForMeasuring)).toEqual([]);
    expect(Object.entries(await call.platformCalls()).filter(([, count]) => count !== 0)).toEqual([]);
  });

  it('a consent for the face measures it by the fallback, as Firefox streams no frames', async () => {
    await call.agree(['face.self-view.behaviour']);
    if ((await call.find('[data-testid="side-panel"]')) === null) await call.click('[data-testid="signals"]');
    await call.click('[data-testid="tab-you"]');
    await until('a face', async () => ((await measured('face-in-view')) ?? 0) > 0.8, 120_000);
    await until('a smile measured', async () => (await measured('smile')) !== null);
    const calls = await call.platformCalls();
    expect(calls.trackReaders).toBe(0);
    expect(calls.frameCallbacks).toBeGreaterThan(0);
    expect(calls.audioContextsMade).toBe(0);
    expect(await call.find(ownSignal('pitch'))).toBeNull();
  });

  it('a further consent for the voice gives the pitch of the man who speaks', async () => {
    await call.click('[data-testid="open-prompt"]');
    await call.agree(['voice.self-view.behaviour']);
    // As in consent.e2e.test.ts: Praat 6.3 gives 185 to 282 Hz for the middle 80 % of it.
    const middle = await middleOf('pitch', () => measured('pitch'));
    expect(middle).toBeGreaterThan(185);
    expect(middle).toBeLessThan(282);
  });

  it('after stop nothing is measured any more and the call goes on', async () => {
    await call.click('[data-action="stop-all"]');
    const after = await call.platformCalls();
    expect(after.workersMade).toBe(2);
    expect(after.workersTerminated).toBe(2);
    await until('the audio context closed', async () => {
      const { audioContextsMade, audioContextsClosed } = await call.platformCalls();
      return audioContextsMade === audioContextsClosed;
    });
    const then = (await call.platformCalls()).frameCallbacks;
    await new Promise((done) => setTimeout(done, 3000));
    expect((await call.platformCalls()).frameCallbacks).toBe(then);
    expect(await call.find('[data-signal="smile"]')).toBeNull();
    expect(await call.find('[data-signal="pitch"]')).toBeNull();
    const tile = '[data-testid="participant"][data-own="true"]';
    expect(await call.attribute(tile, 'data-camera')).toBe('on');
    expect(await call.attribute('[data-testid="connection"]', 'data-state')).toBe('connected');
  });

  it('is told what it can do: everything, the face by the fallback', async () => {
    const folder = await buildApp({ index: 'test/e2e/bare-app/main.ts' });
    const app = await serveApp(folder);
    try {
      const page = await firefox.browser.newPage();
      await page.goto(app.url);
      await page.waitForFunction(() => 'found' in window);
      const { support, session } = (await page.evaluate(() => Reflect.get(window, 'found'))) as Found;
      const kinds = [support.session.kind, support.voice.kind, support.face.kind, support.group.kind];
      expect(kinds).toEqual(['full', 'full', 'reduced', 'full']);
      expect(session).toBe('open');
    } finally {
      app.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('broke nothing and no policy', () => {
    expect(call.faults).toEqual([]);
  });
});
