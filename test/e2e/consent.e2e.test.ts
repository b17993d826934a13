import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cacheFolder } from './support/cache-folder.ts';
import { type CallPage, openCallPage } from './support/call-page.ts';
import { platformCalls } from './support/count-platform-calls.ts';
import { launchBrowser } from './support/launch-browser.ts';
import { makeFaceClip, markerPixels } from './support/make-face-clip.ts';
import { middleOf } from './support/middle-of.ts';
import { type RunningDemo, startDemo } from './support/start-demo.ts';
import { until } from './support/until.ts';

const isForMeasuring = (url: string): boolean => /\.(task|onnx|tflite|wasm)(\?|$)|worker|worklet/.test(url);

describe('one participant in Chromium, with a real face and real speech through the SFU', () => {
  let browser: Browser;
  let demo: RunningDemo;
  let call: CallPage;

  beforeAll(async () => {
    const video = await makeFaceClip();
    browser = await launchBrowser({ video, audio: join(cacheFolder, 'media', 'jfk.wav') });
    demo = await startDemo();
    call = await openCallPage(browser, demo.url, { room: 'consent', name: 'Ada' });
  });
  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
  });

  it.skipIf(process.env.ASSENT_NO_SFU === '1')('the call runs through the SFU', async () => {
    expect(await call.page.getByTestId('transport').getAttribute('data-transport')).toBe('sfu');
  });

  it('before consent nothing is fetched, constructed or read', async () => {
    await call.page.getByTestId('consent-prompt').locator('[data-action="agree"]').waitFor();
    await call.page.waitForTimeout(3000);
    expect(call.requests.filter(isForMeasuring)).toEqual([]);
    expect(call.requests.filter((url) => url.includes('affect'))).toEqual([]);
    expect(call.page.workers()).toHaveLength(0);
    expect(await platformCalls(call.page)).toEqual({
      workersMade: 0,
      workersTerminated: 0,
      audioContextsMade: 0,
      audioContextsClosed: 0,
      trackReaders: 0,
      frameCallbacks: 0,
      picturesOfVideo: 0,
    });
  });

  it('no box of the prompt is ticked, and the three answers are of one size', async () => {
    const prompt = call.page.getByTestId('consent-prompt');
    const boxes = prompt.locator('input[data-scope]');
    expect(await boxes.count()).toBe(8);
    for (const box of await boxes.all()) expect(await box.isChecked()).toBe(false);
    const sizes = await prompt
      .locator('[data-action]')
      .evaluateAll((buttons) => buttons.map((button) => button.getBoundingClientRect()));
    expect(new Set(sizes.map(({ height }) => Math.round(height))).size).toBe(1);
    expect(new Set(sizes.map(({ width }) => Math.round(width))).size).toBe(1);
  });

  it('a consent for the face alone measures the face, and the smile while he smiles', async () => {
    await call.agree(['face.self-view.behaviour']);
    await call.openPanel('you');
    await until('a smile measured', async () => (await call.signal('smile'))?.state === 'measured');

    const smiles: Record<'neutral' | 'smiling', number[]> = { neutral: [], smiling: [] };
    await until('twenty values of each part', async () => {
      const [part, smile] = [await partShown(call), await call.signal('smile')];
      if (part !== null && smile?.value !== null && smile?.value !== undefined)
        smiles[part].push(smile.value);
      return smiles.neutral.length >= 20 && smiles.smiling.length >= 20;
    });
    expect(median(smiles.smiling)).toBeGreaterThan(median(smiles.neutral) + 0.2);
    expect((await call.signal('face-in-view'))?.value).toBeGreaterThan(0.8);
  });

  it('no signal of the voice and no affect flows, nor is anything of them constructed', async () => {
    expect(await call.signal('pitch')).toBeNull();
    expect(await call.signal('loudness')).toBeNull();
    expect(await call.signal('affect')).toBeNull();
    expect((await platformCalls(call.page)).audioContextsMade).toBe(0);
    expect(call.requests.filter((url) => url.includes('voice-worker'))).toEqual([]);
    expect(call.requests.filter((url) => url.includes('affect'))).toEqual([]);
  });

  it('a further consent for the voice gives the pitch of the man who speaks', async () => {
    await call.page.getByTestId('open-prompt').click();
    await call.agree(['voice.self-view.behaviour']);
    const pitchHz = await middleOf('pitch', async () => (await call.signal('pitch'))?.value);
    // Kennedy's inaugural address is high for a man: Praat 6.3 gives a median of 237 Hz, and 185 to 282 Hz for the middle 80 %.
    expect(pitchHz).toBeGreaterThan(185);
    expect(pitchHz).toBeLessThan(282);
  });

  it('after stop no signal comes, the workers are gone, the tracks untouched and the call goes on', async () => {
    await call.page.getByTestId('indicator').locator('[data-action="stop-all"]').click();
    const after = await platformCalls(call.page);
    expect(after.workersTerminated).toBe(after.workersMade);
    await until('the workers gone', async () => call.page.workers().length === 0);
    await until('the audio context closed', async () => {
      const calls = await platformCalls(call.page);
      return calls.audioContextsClosed === calls.audioContextsMade;
    });
    expect(await call.signal('smile')).toBeNull();
    expect(await call.signal('pitch')).toBeNull();
    const requestsThen = call.requests.length;
    await call.page.waitForTimeout(3000);
    expect(await call.signal('smile')).toBeNull();
    expect(await call.signal('pitch')).toBeNull();
    expect(call.requests.slice(requestsThen).filter(isForMeasuring)).toEqual([]);

    const tile = call.page.locator('[data-testid="participant"][data-own="true"]');
    expect(await tile.getAttribute('data-microphone')).toBe('on');
    expect(await tile.getAttribute('data-camera')).toBe('on');
    expect(await isPlaying(call)).toBe(true);
    expect(await call.page.getByTestId('connection').getAttribute('data-state')).toBe('connected');
  });

  it('nothing failed on the way and no policy of the page was broken', () => {
    expect(call.faults).toEqual([]);
  });
});

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Which part of the clip the fake camera shows, by the marker that the clip carries. */
async function partShown(call: CallPage): Promise<'neutral' | 'smiling' | null> {
  const brightness = await call.page.evaluate((side) => {
    const find = (root: Document | ShadowRoot): HTMLVideoElement | null => {
      const own = root.querySelector('video');
      if (own !== null) return own;
      for (const element of root.querySelectorAll('*')) {
        const inner = element.shadowRoot === null ? null : find(element.shadowRoot);
        if (inner !== null) return inner;
      }
      return null;
    };
    const video = find(document);
    if (video === null) return null;
    const context = new OffscreenCanvas(1, 1).getContext('2d');
    context?.drawImage(video, side / 4, side / 4, side / 2, side / 2, 0, 0, 1, 1);
    return context?.getImageData(0, 0, 1, 1).data[1] ?? null;
  }, markerPixels);
  if (brightness === null || (brightness > 60 && brightness < 195)) return null;
  return brightness > 127 ? 'smiling' : 'neutral';
}

async function isPlaying(call: CallPage): Promise<boolean> {
  const time = (): Promise<number> =>
    call.page.locator('[data-testid="participant"][data-own="true"] video').evaluate((video) => {
      const { currentTime } = video as HTMLVideoElement;
      return currentTime;
    });
  const before = await time();
  await call.page.waitForTimeout(1000);
  return (await time()) > before;
}
