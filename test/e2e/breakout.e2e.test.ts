import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CallPage, openCallPage } from './support/call-page.ts';
import { launchBrowser } from './support/launch-browser.ts';
import { type RunningDemo, startDemo } from './support/start-demo.ts';
import { until } from './support/until.ts';

const scope = 'voice.self-view.behaviour';

describe('a breakout room in Chromium: another meeting', () => {
  let browser: Browser;
  let demo: RunningDemo;
  let ada: CallPage;
  let ben: CallPage;

  beforeAll(async () => {
    browser = await launchBrowser();
    demo = await startDemo();
    ada = await openCallPage(browser, demo.url, { room: 'main', name: 'Ada' });
    ben = await openCallPage(browser, demo.url, { room: 'main', name: 'Ben' });
  });
  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
  });

  const isAsked = (call: CallPage): Promise<boolean> =>
    call.page.getByTestId('consent-prompt').locator('[data-action="agree"]').isVisible();
  async function changeRoom(call: CallPage, apart: boolean): Promise<void> {
    await call.page.getByTestId('change-room').click();
    await call.page.locator(`[data-testid="room"][data-apart="${apart}"]`).waitFor();
  }

  it('takes no consent along: nothing is measured there, and they are asked anew', async () => {
    await ada.agree([scope]);
    await until('measuring', async () => ada.page.workers().length === 1);
    await ben.page.getByTestId('consent-prompt').locator('[data-action="refuse"]').click();

    await changeRoom(ada, true);
    await until('the worker gone', async () => ada.page.workers().length === 0);
    await until('asked anew', () => isAsked(ada));
    for (const box of await ada.page.getByTestId('consent-prompt').locator('input[data-scope]').all())
      expect(await box.isChecked()).toBe(false);
    await ada.page.waitForTimeout(2000);
    expect(ada.page.workers()).toHaveLength(0);
  });

  it('is out of the others’ hearing, and keeps the place in the main room', async () => {
    const away = ben.others().filter({ hasText: 'Ada' });
    await until('nothing sent to the main room', async () => {
      const [microphone, camera] = [
        await away.getAttribute('data-microphone'),
        await away.getAttribute('data-camera'),
      ];
      return microphone === 'off' && camera === 'off';
    });
    await ada.agree([scope]);
    await until('measuring in the breakout room', async () => ada.page.workers().length === 1);
    await changeRoom(ben, true);
    await until('asked as well, though he refused in the main room', () => isAsked(ben));
    await until('both in the breakout room', async () => (await ben.others().count()) === 1);
    await ben.page.getByTestId('consent-prompt').locator('[data-action="refuse"]').click();
  });

  it('does not ask anew whoever comes back: what was agreed goes on, what was refused stays refused', async () => {
    for (const call of [ada, ben]) await changeRoom(call, false);
    await until('measuring in the main room again', async () => ada.page.workers().length === 1);
    await ada.page.waitForTimeout(2000);
    expect(await isAsked(ada)).toBe(false);
    expect(await isAsked(ben)).toBe(false);
    expect(ben.page.workers()).toHaveLength(0);
    const back = ben.others().filter({ hasText: 'Ada' });
    await until('heard again', async () => (await back.getAttribute('data-microphone')) === 'on');
    expect([ada.faults, ben.faults]).toEqual([[], []]);
  });

  it('leaving from the breakout room leaves both', async () => {
    await changeRoom(ada, true);
    await ada.page.getByTestId('consent-prompt').locator('[data-action="defer"]').click();
    await ada.page.getByTestId('leave').click();
    await until('gone from the main room', async () => (await ben.others().count()) === 0);
    expect(ada.page.workers()).toHaveLength(0);
  });
});
