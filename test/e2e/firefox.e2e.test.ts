import { rmSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
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
/** Firefox takes no loopback address for a candidate: an SFU on the same machine has to listen on another. */
const ownAddress = Object.values(networkInterfaces())
  .flatMap((addresses) => addresses ?? [])
  .find(({ family, internal }) => family === 'IPv4' && !internal)?.address;
if (ownAddress === undefined) console.error('NO ADDRESS BUT LOOPBACK: Firefox does not go through the SFU');
const isForMeasuring = (url: string): boolean => /\.(task|onnx|tflite|wasm)(\?|$)|worker|worklet/.test(url);

describe.skipIf(program === undefined)('one participant in Firefox, with a real face and real speech', () => {
  let firefox: RunningFirefox;
  let demo: RunningDemo;
  let call: FirefoxPage;

  async function join({ url }: RunningDemo): Promise<FirefoxPage> {
    const page = await openFirefoxPage(firefox.browser, `${url}/?room=firefox`);
    const name = await page.page.waitForSelector('>>> [data-testid="lobby-name"]');
    await name?.type('Ada');
    await page.click('[data-testid="join"]');
    await page.page.waitForSelector('>>> [data-testid="transport"]');
    return page;
  }

  /** Whether somebody in Chromium sees the picture that Firefox sends. */
  async function isSeenInChromium({ url }: RunningDemo): Promise<void> {
    const chromium = await launchBrowser();
    try {
      const other = await openCallPage(chromium, url, { room: 'firefox', name: 'Ben' });
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
  }

  const ownSignal = (name: string) => `[data-testid="self-view"] [data-signal="${name}"]`;
  const measured = async (name: string): Promise<number | null> => {
    const selector = `[data-signal="${name}"]`;
    if ((await call.attribute(selector, 'data-state')) !== 'measured') return null;
    return Number(await call.attribute(selector, 'data-value'));
  };

  beforeAll(async () => {
    firefox = await launchFirefox(program ?? '');
    demo = await startDemo({ ASSENT_NO_SFU: '1' });
    call = await join(demo);
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

  it('is seen by another in Chromium', () => isSeenInChromium(demo));

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

  it.skipIf(ownAddress === undefined || process.env.ASSENT_NO_SFU === '1')(
    'goes through the SFU where that listens on another address than loopback',
    async () => {
      const withSfu = await startDemo({ ASSENT_LISTEN_IP: ownAddress ?? '' });
      try {
        const joined = await join(withSfu);
        expect(await joined.attribute('[data-testid="transport"]', 'data-transport')).toBe('sfu');
        await until('the connection', async () => {
          return (await joined.attribute('[data-testid="connection"]', 'data-state')) === 'connected';
        });
        await isSeenInChromium(withSfu);
        expect(joined.faults).toEqual([]);
        await joined.page.close();
      } finally {
        await withSfu.stop();
      }
    },
  );

  it('broke nothing and no policy', () => {
    expect(call.faults).toEqual([]);
  });
});
