import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CallPage, openCallPage, type ScopeKey, type SentFrame } from './support/call-page.ts';
import { launchBrowser } from './support/launch-browser.ts';
import { type RunningDemo, startDemo } from './support/start-demo.ts';
import { until } from './support/until.ts';

/** What others can tell of one participant, with what differs between any two runs taken out. */
interface Trace {
  /** To the server: messages, addresses that are fetched, and cookies. */
  readonly sentByParticipant: Messages;
  readonly requestedByParticipant: Messages;
  readonly cookies: readonly string[];
  readonly receivedByHost: Messages;
  readonly receivedByPeer: Messages;
}

/** How often each message came, by all that it says but for names and figures, which differ in any two runs. */
type Messages = ReadonlyMap<string, number>;

const answers = {
  'not yet decided': async () => 0,
  deferred: (call: CallPage) => sentByClicking(call, 'defer'),
  refused: (call: CallPage) => sentByClicking(call, 'refuse'),
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
      const host = await openCallPage(browser, demo.url, { room, name: 'Host' });
      const peer = await openCallPage(browser, demo.url, { room, name: 'Peer' });
      const call = await openCallPage(browser, demo.url, { room, name: 'Ada' });
      const tile = peer.others().filter({ hasText: 'Ada' });
      await until('the peer sees the participant', async () => (await tile.count()) === 1);
      await call.page.getByTestId('consent-prompt').locator('[data-action="refuse"]').waitFor();
      await call.page.waitForTimeout(3000);

      const [sent, requested] = [call.sent.length, call.requests.length];
      const received = [host.received.length, peer.received.length] as const;
      expect(await answer(call)).toBe(0);
      await call.page.waitForTimeout(watchedMs);
      traces.set(name, {
        sentByParticipant: messagesOf(call.sent.slice(sent)),
        requestedByParticipant: counted(call.requests.slice(requested).map(withoutOrigin)),
        cookies: (await call.page.context().cookies()).map(({ name: cookie }) => cookie),
        receivedByHost: messagesOf(host.received.slice(received[0])),
        receivedByPeer: messagesOf(peer.received.slice(received[1])),
      });

      expect(await call.page.getByTestId('connection').getAttribute('data-state')).toBe('connected');
      expect(await tile.getAttribute('data-microphone')).toBe('on');
      expect(await tile.getAttribute('data-camera')).toBe('on');
      // Sent when they joined: of the answer, or in its place, the service hears nothing at any time.
      expect(call.sent.slice(sent).filter(({ url }) => url === '/aggregate')).toEqual([]);
      expect(call.sent.filter(({ url }) => url === '/aggregate').map(({ text }) => typeOf(text))).toEqual([
        'hello',
      ]);
      expect(call.faults).toEqual([]);
      await call.close();
      await peer.close();
      await host.close();
    });
  }

  it.each(['deferred', 'refused'])(
    'neither the server nor the host nor a peer can tell %s from not yet decided',
    (name) => {
      const [undecided, decided] = [traces.get('not yet decided'), traces.get(name)];
      if (undecided === undefined || decided === undefined) throw new Error('no trace');
      expect([...undecided.requestedByParticipant.keys()]).toEqual(['/assent/revocations.json']);
      expect(undecided.receivedByHost.size).toBeGreaterThan(0);
      expect([decided.cookies, undecided.cookies]).toEqual([[], []]);
      for (const part of [
        'sentByParticipant',
        'requestedByParticipant',
        'receivedByHost',
        'receivedByPeer',
      ] as const) {
        expect([...decided[part].keys()].sort(), part).toEqual([...undecided[part].keys()].sort());
        // What comes at a beat comes once more or less by the moment at which one begins to listen.
        for (const [message, count] of decided[part])
          expect(Math.abs(count - (undecided[part].get(message) ?? 0)), message).toBeLessThanOrEqual(1);
      }
    },
  );

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

  it.each([
    ['a minor', '&minor=1', 'minor'],
    ['a participant in Illinois', '&jurisdiction=US-IL', 'bipa-retention-policy'],
  ])('%s is asked for no estimate, and none of it is fetched', async (_who, query, rule) => {
    const call = await openCallPage(browser, demo.url, { room: rule, name: 'Ada', query });
    const prompt = call.page.getByTestId('consent-prompt');
    await prompt.locator('input[data-scope="face.self-view.behaviour"]').waitFor();
    expect(await prompt.locator('input[data-scope$="affect"]').count()).toBe(0);
    await call.agree(['face.self-view.behaviour']);
    await until('measuring', async () => call.page.workers().length === 1);
    await call.openPanel('you');
    expect(await call.page.getByTestId('refusal').getAttribute('data-rule')).toBe(rule);
    expect(call.requests.filter((url) => url.includes('affect'))).toEqual([]);
    await call.close();
  });

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

/** How much leaves the page while an answer is clicked and all that follows of it at once has run. */
async function sentByClicking(call: CallPage, answer: 'defer' | 'refuse'): Promise<number> {
  return call.page
    .getByTestId('consent-prompt')
    .locator(`[data-action="${answer}"]`)
    .evaluate((button: HTMLElement) => {
      let count = 0;
      const counting = <Args extends unknown[], Result>(send: (...args: Args) => Result) =>
        function (this: unknown, ...args: Args): Result {
          count += 1;
          return send.apply(this, args);
        };
      const { send } = WebSocket.prototype;
      const { send: sendOver } = RTCDataChannel.prototype;
      const { fetch } = window;
      const { sendBeacon } = Navigator.prototype;
      WebSocket.prototype.send = counting(send);
      RTCDataChannel.prototype.send = counting(sendOver as typeof send) as typeof sendOver;
      window.fetch = counting(fetch);
      Navigator.prototype.sendBeacon = counting(sendBeacon);
      button.click();
      // One task, and the microtasks that it leaves: no beat can fall into it.
      return Promise.resolve().then(async () => {
        for (let turn = 0; turn < 50; turn += 1) await undefined;
        WebSocket.prototype.send = send;
        RTCDataChannel.prototype.send = sendOver;
        window.fetch = fetch;
        Navigator.prototype.sendBeacon = sendBeacon;
        return count;
      });
    });
}

const messagesOf = (messages: readonly Pick<SentFrame, 'url' | 'text'>[]): Messages =>
  counted(messages.map(({ url, text }) => `${url} ${withoutFigures(text)}`));

/** Names, tokens and figures as signs of their kind; the length of what is binary stays. */
function withoutFigures(text: string): string {
  if (/^\d+ bytes$/.test(text)) return text;
  return text
    .replaceAll(/[\w-]{20,}(\.[\w-]{20,}){2}/g, 'TOKEN')
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'ID')
    .replaceAll(/(?<=[:,[])-?\d+(\.\d+)?(e-?\d+)?/g, 'N');
}

function withoutOrigin(address: string): string {
  const { pathname, search } = new URL(address);
  return pathname + search;
}

function counted(lines: readonly string[]): Messages {
  const counts = new Map<string, number>();
  for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1);
  return counts;
}

function typeOf(text: string): string {
  if (/^\d+ bytes$/.test(text)) return 'bytes';
  const message = JSON.parse(text) as { type?: string };
  return message.type ?? Object.keys(message).sort().join(',');
}
