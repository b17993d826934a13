import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, extname, join, resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMediasoupRoster } from '../../sdk/server/call/create-mediasoup-roster.ts';
import { createJanusServer, hasJanus } from '../adapters/janus-server.ts';
import { openMediasoupServer } from './support/answer-mediasoup.ts';
import { buildApp } from './support/build-app.ts';
import { cacheFolder } from './support/cache-folder.ts';
import { launchBrowser } from './support/launch-browser.ts';
import { makeFaceClip } from './support/make-face-clip.ts';
import { agreeAndBeMeasured } from './support/measures-in.ts';
import { type ServeOptions, serveApp } from './support/serve-app.ts';
import { until } from './support/until.ts';

const folderOfExamples = 'demo/examples';
const files = readdirSync(folderOfExamples);
const names = files.map((file) => basename(file, extname(file))).filter((name) => name !== 'assent-options');
const worker = process.env.ASSENT_SFU_WORKER;
if (!hasJanus) console.error('NO JANUS: its example is not loaded');

it('every adapter has its example, of fewer than forty lines', () => {
  const adapters = readdirSync('adapters')
    .filter((file) => file.endsWith('.ts'))
    .map((file) => basename(file, '.ts'));
  expect(names).toEqual(expect.arrayContaining(adapters));
  for (const file of files) {
    const lines = readFileSync(join(folderOfExamples, file), 'utf8').trimEnd().split('\n').length;
    expect(lines, file).toBeLessThan(40);
  }
});

describe('the examples, built and loaded in Chromium', () => {
  let folder: string;
  let browser: Browser;

  beforeAll(async () => {
    const entries = files.filter((file) => names.includes(basename(file, extname(file))));
    folder = await buildApp(
      Object.fromEntries(
        entries.map((file) => [basename(file, extname(file)), join(folderOfExamples, file)]),
      ),
    );
    const audio = join(cacheFolder, 'media', 'jfk.wav');
    browser = await launchBrowser({ video: await makeFaceClip(), audio });
  });
  afterAll(async () => {
    await browser?.close();
    if (folder) rmSync(folder, { recursive: true, force: true });
  });

  interface Loaded {
    readonly page: Page;
    readonly faults: readonly string[];
    readonly asked: readonly string[];
  }

  /** Opens an example's page; the test gets it with what went wrong and which addresses it asked. */
  async function load(
    name: string,
    query: Record<string, string>,
    options: ServeOptions,
    use: (loaded: Loaded) => Promise<void>,
    inBrowser: Browser = browser,
  ): Promise<void> {
    const app = await serveApp(folder, options);
    const context = await inBrowser.newContext();
    try {
      const page = await context.newPage();
      const faults: string[] = [];
      const asked: string[] = [];
      page.on('pageerror', (error) => faults.push(`${error.name}: ${error.message}`));
      page.on('console', (message) => {
        if (message.type() === 'error') faults.push(message.text());
      });
      context.on('request', (request) => asked.push(request.url()));
      page.on('websocket', (socket) => asked.push(socket.url()));
      await page.goto(`${app.url}${name}.html?${new URLSearchParams(query)}`);
      await use({ page, faults, asked });
    } finally {
      await context.close();
      app.close();
    }
  }

  const isAsked = ({ page, faults }: Loaded) =>
    until(`the prompt; faults: ${faults.join('; ')}`, () =>
      page.locator('assent-consent-prompt input[data-scope]').first().isVisible(),
    );

  async function agreesAndIsMeasured(loaded: Loaded): Promise<void> {
    await isAsked(loaded);
    await agreeAndBeMeasured(loaded.page, loaded.faults);
  }

  it('React: asks once although its effects run twice, and measures', async () => {
    await load('react', {}, {}, async (loaded) => {
      await agreesAndIsMeasured(loaded);
      expect(await loaded.page.locator('assent-consent-prompt').count()).toBe(1);
      expect(await loaded.page.locator('assent-call-panel').count()).toBe(1);
    });
  });

  it.skipIf(!worker)(
    'mediasoup: measures in a call through a real SFU, which knows who is in it',
    async () => {
      const server = await openMediasoupServer(worker ?? '', 'ada');
      const roster = createMediasoupRoster();
      roster.add('example', server.router);
      try {
        expect(await roster.participantsOf('example')).toEqual(new Set());
        await load('mediasoup', {}, { answer: server.answer }, async (loaded) => {
          await agreesAndIsMeasured(loaded);
          expect(await roster.participantsOf('example')).toEqual(new Set(['ada']));
        });
      } finally {
        server.close();
      }
    },
  );

  it.runIf(hasJanus)('Janus: measures in a VideoRoom of a real Janus', async () => {
    const janus = createJanusServer();
    try {
      const server = await janus.start();
      await load('janus', { server, room: '1234' }, { connect: server }, agreesAndIsMeasured);
    } finally {
      await janus.stop();
    }
  });

  // What needs the vendor's cloud is loaded up to joining: the vendor's own client has then begun to ask for it.

  it('LiveKit: asks, and tries to join', async () => {
    await load(
      'livekit',
      { url: 'ws://127.0.0.1:59999', token: 'none' },
      { strict: false },
      async (loaded) => {
        await isAsked(loaded);
        await until('an attempt to join', async () =>
          loaded.asked.some((url) => url.includes('127.0.0.1:59999')),
        );
      },
    );
  });

  it('Daily: asks, and tries to join', async () => {
    await load('daily', { url: 'https://example.daily.co/room' }, { strict: false }, async (loaded) => {
      await isAsked(loaded);
      await until('an attempt to join', async () => loaded.asked.some((url) => url.includes('.daily.co/')));
    });
  });

  it('Agora: asks, and tries to join', async () => {
    const query = { app: '0'.repeat(32), token: 'none' };
    await load('agora', query, { strict: false }, async (loaded) => {
      await isAsked(loaded);
      await until(`an attempt to join; asked: ${loaded.asked.join()}`, async () =>
        loaded.asked.some((url) => /agora\.io|sd-rtn\.com/.test(url)),
      );
    });
  });

  it('Vonage: asks, and tries to join', async () => {
    const query = { app: 'example', session: '1_MX5leGFtcGxlfn4', token: 'none' };
    await load('vonage', query, { strict: false }, async (loaded) => {
      await isAsked(loaded);
      await until('an attempt to join', async () =>
        loaded.asked.some((url) => /opentok\.com|tokbox\.com|vonage\.com/.test(url)),
      );
    });
  });

  it('Twilio: opens the devices, and tries to join', async () => {
    await load('twilio', { token: 'none' }, { strict: false }, async ({ asked, faults }) => {
      await until(`an attempt to join; asked: ${asked.join()}`, async () =>
        [...asked, ...faults].some((text) => /twilio\.com|TwilioError/i.test(text)),
      );
    });
  });

  it('Zoom: asks, and tries to join', async () => {
    await load('zoom', { topic: 'example', token: 'none' }, { strict: false }, async (loaded) => {
      await isAsked(loaded);
      await until('an attempt to join', async () => loaded.asked.some((url) => url.includes('zoom.us')));
    });
  });

  it('Jitsi: opens the devices by the library, and begins to connect', async () => {
    const script = resolve('node_modules/lib-jitsi-meet/dist/lib-jitsi-meet.min.js');
    const options: ServeOptions = {
      strict: false,
      files: { '/lib-jitsi-meet.js': script },
      answer(request, response) {
        if (!request.url?.startsWith('/jitsi.html')) return false;
        response.setHeader('content-type', 'text/html');
        response.end(
          '<!doctype html><title>jitsi</title><script src="/lib-jitsi-meet.js"></script><script type="module" src="/jitsi.js"></script>',
        );
        return true;
      },
    };
    // The recorded face is smaller than the library asks cameras for: Chromium's own pattern does.
    const withPattern = await launchBrowser();
    const connects = async ({ faults }: Loaded): Promise<void> => {
      // The build on npm brings no XMPP of its own: a deployment's does, and there is none to ask here.
      await until('the connection begun', async () => faults.some((text) => text.includes('Strophe is not')));
      expect(faults.filter((text) => /(Type|Syntax)Error/.test(text))).toEqual([]);
    };
    try {
      await load('jitsi', { domain: 'meet.example.org' }, options, connects, withPattern);
    } finally {
      await withPattern.close();
    }
  });
});
