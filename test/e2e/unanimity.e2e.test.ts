import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CallPage, openCallPage } from './support/call-page.ts';
import { platformCalls } from './support/count-platform-calls.ts';
import { launchBrowser } from './support/launch-browser.ts';
import { type RunningDemo, startDemo } from './support/start-demo.ts';
import { until } from './support/until.ts';

const scope = 'voice.self-view.behaviour';
const beatMs = 2000;

describe('a call in unanimous mode in Chromium', () => {
  const calls: CallPage[] = [];
  let browser: Browser;
  let demo: RunningDemo;

  /** Only voices matter here: four cameras would keep a small machine busy for nothing. */
  async function join(name: string): Promise<CallPage> {
    const call = await openCallPage(browser, demo.url, { room: 'unanimous', name, query: '&mode=unanimous' });
    await call.page.getByTestId('camera').evaluate((button) => (button as HTMLElement).click());
    return call;
  }
  const verdictsOf = (call: CallPage, from = 0): string[] =>
    call.received.slice(from).flatMap(({ text }) => (text.includes('"unanimity"') ? [text] : []));
  const measures = async (call: CallPage): Promise<boolean> => call.page.workers().length > 0;

  beforeAll(async () => {
    browser = await launchBrowser();
    demo = await startDemo();
    for (const name of ['Ada', 'Ben', 'Cleo']) calls.push(await join(name));
  });
  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
  });

  it('nothing runs while one of three has not agreed, and nobody is told who', async () => {
    const [ada, ben, cleo] = calls as [CallPage, CallPage, CallPage];
    await ada.agree([scope]);
    await ben.agree([scope]);
    await ada.page.waitForTimeout(3 * beatMs);
    for (const call of calls) {
      expect(await measures(call)).toBe(false);
      expect((await platformCalls(call.page)).audioContextsMade).toBe(0);
      expect(new Set(verdictsOf(call))).toEqual(new Set(['{"type":"unanimity","everyone":false}']));
    }
    // Refusing changes nothing of what is sent, in content or in number.
    const said = (call: CallPage): Set<string> =>
      new Set(call.sent.flatMap(({ text }) => (text.includes('"unanimity"') ? [text] : [])));
    const undecided = said(cleo);
    await cleo.page.getByTestId('consent-prompt').locator('[data-action="refuse"]').click();
    const from = ada.received.length;
    await ada.page.waitForTimeout(3 * beatMs);
    expect(said(cleo)).toEqual(undecided);
    expect(new Set(verdictsOf(ada, from))).toEqual(new Set(['{"type":"unanimity","everyone":false}']));
  });

  it('it runs for all once everyone has agreed', async () => {
    const cleo = calls[2] as CallPage;
    await cleo.page.getByTestId('signals').click();
    await cleo.page.getByTestId('open-prompt').click();
    await cleo.agree([scope]);
    for (const call of calls) await until('measuring', () => measures(call));
  });

  it('a newcomer pauses it for everyone, until they agree as well', async () => {
    const dan = await join('Dan');
    for (const call of calls) await until('the pause', async () => !(await measures(call)), 15_000);
    await dan.agree([scope]);
    for (const call of [...calls, dan]) await until('measuring again', () => measures(call));
    await dan.page.getByTestId('indicator').locator('[data-action="stop"]').first().click();
    for (const call of calls) await until('the pause', async () => !(await measures(call)), 15_000);
    for (const call of [...calls, dan]) expect(call.faults).toEqual([]);
  });
});
