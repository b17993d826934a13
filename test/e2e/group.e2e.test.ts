import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readClientMessage } from '../../sdk/meeting/secure/read-secure-message.ts';
import { findContributions } from '../server/secure/find-contributions.ts';
import { cacheFolder } from './support/cache-folder.ts';
import { type CallPage, openCallPage } from './support/call-page.ts';
import { launchBrowser } from './support/launch-browser.ts';
import { makeFaceClip } from './support/make-face-clip.ts';
import { type RunningDemo, startDemo } from './support/start-demo.ts';
import { until } from './support/until.ts';

const guests = 7;

describe('one participant and seven recorded guests in Chromium', () => {
  let browser: Browser;
  let demo: RunningDemo;
  let call: CallPage;

  beforeAll(async () => {
    const video = await makeFaceClip();
    browser = await launchBrowser({ video, audio: join(cacheFolder, 'media', 'jfk.wav') });
    // Four rounds of eight participants in one page have to fit into half a window.
    demo = await startDemo({ ASSENT_WINDOW_SECONDS: '8' });
    call = await openCallPage(browser, demo.url, { room: 'group', name: 'Ada' });
    await call.agree(['voice.group-summary.behaviour', 'face.group-summary.behaviour']);
    await call.openPanel('group');
  });
  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
  });

  const groupState = async (): Promise<string> => {
    const root = call.page.getByTestId('group-view').locator('[data-state]').first();
    return `${await root.getAttribute('data-state')} ${await root.getAttribute('data-reason')}`.trim();
  };
  const recordings = () => call.page.locator('[data-testid="participant"][data-kind="recording"]');

  it('alone one sees nothing of a group, and is told why', async () => {
    await until('withheld: too few', async () => (await groupState()) === 'withheld too-few-contributors');
  });

  it('seven guests join through the same call, each labelled as a recording', async () => {
    // All at once: were a window to pass between two of them, the group would begin without those who come later.
    for (let index = 0; index < guests; index++) await call.page.getByTestId('add-guest').click();
    await until('seven guests', async () => (await recordings().count()) === guests, 180_000);
    for (const tile of await recordings().all())
      expect(await tile.getByText('Recording', { exact: true }).isVisible()).toBe(true);
  });

  it('when enough people contribute and nobody comes or goes any more, the group is shown, in words', async () => {
    await until('digest', async () => (await groupState()).startsWith('digest'), 150_000);
    const words = call.page.getByTestId('group-view').locator('[data-wording="words"]');
    expect(await words.count()).toBeGreaterThan(0);
    const bucket = call.page.getByTestId('group-view').locator('.bucket');
    expect(Number(await bucket.getAttribute('data-at-least'))).toBeGreaterThanOrEqual(5);
  });

  it('the call stays usable with eight participants: pictures move', async () => {
    const moving = await call.page.evaluate(async () => {
      const videos: HTMLVideoElement[] = [];
      const collect = (root: Document | ShadowRoot): void => {
        videos.push(...root.querySelectorAll('video'));
        for (const element of root.querySelectorAll('*')) if (element.shadowRoot) collect(element.shadowRoot);
      };
      collect(document);
      const before = videos.map((video) => video.getVideoPlaybackQuality().totalVideoFrames);
      await new Promise((resolve) => setTimeout(resolve, 5000));
      return videos.filter(
        (video, index) => video.getVideoPlaybackQuality().totalVideoFrames > (before[index] ?? 0) + 5,
      ).length;
    });
    expect(moving).toBeGreaterThanOrEqual(guests);
  });

  it('what the service publishes is one and the same for everyone and names nobody', async () => {
    const views = call.received.filter(({ url, text }) => url === '/aggregate' && text.includes('"digest"'));
    expect(views.length).toBeGreaterThan(0);
    const ids = await recordings().evaluateAll((tiles) =>
      tiles.map((tile) => tile.getAttribute('data-participant-id') ?? ''),
    );
    expect(ids.filter((id) => id !== '')).toHaveLength(guests);
    for (const { text } of views) for (const id of ids) expect(text).not.toContain(id);
  });

  it('nothing that the service was sent is anybody’s contribution, in any form', async () => {
    const frames = () => call.sent.filter(({ url }) => url === '/aggregate');
    const inputs = () =>
      frames().flatMap(({ bytes }) => {
        const message = bytes === null ? null : readClientMessage(bytes);
        return message?.type === 'masked-input' ? [message] : [];
      });
    // A window that ended as they joined began the group with five of them, and those who come later wait for others.
    await until('eight inputs', async () => inputs().length >= guests + 1);
    for (const { cells } of inputs()) expect(new Set(cells).size).toBeGreaterThan(20);
    expect([
      ...new Set(
        frames()
          .filter(({ bytes }) => bytes === null)
          .map(({ text }) => typeOf(text)),
      ),
    ]).toEqual(['hello']);
    for (const { text, bytes } of call.sent) expect(findContributions(bytes ?? text)).toEqual([]);
  });

  it('when the group shrinks to four, it is withheld', async () => {
    for (let left = guests; left > 3; left--) {
      await recordings().first().hover();
      await recordings().first().getByTestId('remove-guest').click();
      await until('one guest fewer', async () => (await recordings().count()) === left - 1);
    }
    await until('withheld', async () => (await groupState()).startsWith('withheld'));
    // It stays so, window after window.
    await call.page.waitForTimeout(18_000);
    expect(await groupState()).toBe('withheld too-few-contributors');
  });

  it('after leaving, the summary says how much was shown and how much withheld', async () => {
    await call.page.getByTestId('leave').click();
    const summary = call.page.getByTestId('summary');
    await summary.waitFor();
    const told = summary.locator('[data-released]');
    expect(Number(await told.getAttribute('data-released'))).toBeGreaterThan(0);
    expect(Number(await told.getAttribute('data-total'))).toBeGreaterThan(
      Number(await told.getAttribute('data-released')),
    );
    expect(await summary.locator('[data-limit="not-for-evaluation"]').count()).toBe(1);
  });

  it('no request of the whole meeting went to another origin', () => {
    const own = new URL(demo.url).host;
    const foreign = call.requests.filter((url) => {
      const { protocol, host } = new URL(url);
      return !['blob:', 'data:', 'about:'].includes(protocol) && host !== own;
    });
    expect(foreign).toEqual([]);
    expect(call.faults).toEqual([]);
  });
});

function typeOf(text: string): string {
  return (JSON.parse(text) as { type: string }).type;
}
