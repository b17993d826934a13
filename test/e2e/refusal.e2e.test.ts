import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CallPage, openCallPage, type ScopeKey, type SentFrame } from './support/call-page.ts';
import { launchBrowser } from './support/launch-browser.ts';
import { type RunningDemo, startDemo } from './support/start-demo.ts';
import { until } from './support/until.ts';

/** What others can tell of one participant, with what differs between any two runs taken out. */
interface Trace {
  readonly sentByParticipant: readonly string[];
  readonly requestedByParticipant: readonly string[];
  readonly receivedByPeer: readonly string[];
}

const answers = {
  'not yet decided': async () => {},
  deferred: async (call: CallPage) =>
    call.page.getByTestId('consent-prompt').locator('[data-action="defer"]').click(),
  refused: async (call: CallPage) =>
    call.page.getByTestId('consent-prompt').locator('[data-action="refuse"]').click(),
} as const;
/** Over two windows of the service, so that a missing or an extra contribution would show. */
const watchedMs = 10_000;

describe('refusing in Chromium costs nothing and is invisible', () => {
  let browser: Browser;
  let demo: RunningDemo;
  const traces = new Map<string, Trace>();

  beforeAll(async () => {
    browser = await launchBrowser();
    // Often enough that every trace holds one: the list is fetched whatever anyone decided.
    demo = await startDemo({ ASSENT_REVOCATION_SECONDS: '2' });
  });
  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
  });

  for (const [name, answer] of Object.entries(answers)) {
    it(`${name}: the call goes on and the peer sees and hears the participant`, async () => {
      const room = `refusal-${name.replaceAll(' ', '-')}`;
      const peer = await openCallPage(browser, demo.url, { room, name: 'Peer' });
      const call = await openCallPage(browser, demo.url, { room, name: 'Ada' });
      await until('the peer sees the participant', async () => (await peer.others().count()) === 1);
      await call.page.getByTestId('consent-prompt').locator('[data-action="refuse"]').waitFor();
      await call.page.waitForTimeout(3000);

      const [sent, requested, received] = [call.sent.length, call.requests.length, peer.received.length];
      await answer(call);
      await call.page.waitForTimeout(watchedMs);
      traces.set(name, {
        sentByParticipant: kindsOf(call.sent.slice(sent)),
        requestedByParticipant: [
          ...new Set(call.requests.slice(requested).map((url) => new URL(url).pathname)),
        ].sort(),
        receivedByPeer: kindsOf(peer.received.slice(received)),
      });

      expect(await call.page.getByTestId('connection').getAttribute('data-state')).toBe('connected');
      const tile = peer.others();
      expect(await tile.getAttribute('data-microphone')).toBe('on');
      expect(await tile.getAttribute('data-camera')).toBe('on');
      expect(call.sent.filter(({ url }) => url === '/aggregate').map(({ text }) => typeOf(text))).toEqual([
        'hello',
      ]);
      expect(call.faults).toEqual([]);
      await call.close();
      await peer.close();
    });
  }

  it('neither the server nor the peer can tell the three apart', () => {
    const undecided = traces.get('not yet decided');
    expect(undecided?.requestedByParticipant).toEqual(['/assent/revocations.json']);
    expect(traces.get('deferred')).toEqual(undecided);
    expect(traces.get('refused')).toEqual(undecided);
  });

  it.each(['workplace', 'education'])(
    'at a %s nothing of affect is asked for or fetched',
    async (context) => {
      const query = `&context=${context}`;
      const call = await openCallPage(browser, demo.url, { room: context, name: 'Ada', query });
      const boxes = call.page.getByTestId('consent-prompt').locator('input[data-scope]');
      const asked = await boxes.evaluateAll((found) =>
        found.map((box) => box.getAttribute('data-scope') ?? ''),
      );
      expect(asked.length).toBeGreaterThan(0);
      expect(asked.filter((scope) => scope.includes('affect'))).toEqual([]);
      await call.agree(asked as ScopeKey[]);
      await until('measuring', async () => call.page.workers().length === 2);
      await call.page.waitForTimeout(3000);
      expect(call.requests.filter((url) => url.includes('affect'))).toEqual([]);
      await call.openPanel('you');
      expect(await call.page.getByTestId('refusal').getAttribute('data-rule')).toMatch(/^eu-/);
      await call.close();
    },
  );

  it('after a refusal nobody is asked again in the same meeting', async () => {
    const call = await openCallPage(browser, demo.url, { room: 'asked-once', name: 'Ada' });
    const prompt = call.page.getByTestId('consent-prompt');
    await prompt.locator('[data-action="refuse"]').click();
    await prompt.locator('[data-action="refuse"]').waitFor({ state: 'hidden' });
    await call.page.waitForTimeout(5000);
    expect(await prompt.locator('[data-action="refuse"]').isVisible()).toBe(false);
    await call.close();
  });
});

/** The kinds of messages, each once: how often a heartbeat beats depends on the moment. */
function kindsOf(messages: readonly Pick<SentFrame, 'url' | 'text'>[]): string[] {
  return [...new Set(messages.map(({ url, text }) => `${url} ${typeOf(text)}`))].sort();
}

function typeOf(text: string): string {
  if (/^\d+ bytes$/.test(text)) return 'bytes';
  const message = JSON.parse(text) as { type?: string };
  return message.type ?? Object.keys(message).sort().join(',');
}
