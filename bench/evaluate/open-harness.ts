import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import staticFiles from '@fastify/static';
import Fastify from 'fastify';
import { build } from 'vite';
import { cacheFolder } from '../../test/e2e/support/cache-folder.ts';
import { launchBrowser } from '../../test/e2e/support/launch-browser.ts';
import type {
  ClipReading,
  ClipShot,
  Corruption,
  Harness,
  PeerAnswer,
  PeerName,
  RawFace,
  Shot,
} from './page/harness.ts';
import type { HeadFile } from './read-head.ts';
import { EvaluationStopped } from './task.ts';

/** The built pipeline in a headless Chromium, and the files that it is shown. */
export interface OpenHarness {
  /** Lets the page read a file of this machine; its address there. Nothing else of the machine can be read. */
  offer(file: string): string;
  show(shots: readonly Shot[]): ReturnType<Harness['show']>;
  play(shots: readonly ClipShot[]): Promise<ClipReading>;
  observe(url: string): Promise<RawFace | null>;
  /**
   * Loads the head that judges from then on, as production does: by its manifest, hash and card.
   *
   * @throws Error naming the manifest and what is wrong with it or its model.
   */
  openHead(head: HeadFile): Promise<void>;
  judge: Harness['judge'];
  ask(peer: PeerName, url: string, corruption: Corruption | null): Promise<PeerAnswer>;
  askClip(peer: PeerName, shot: ClipShot): Promise<readonly PeerAnswer[]>;
  close(): Promise<void>;
}

const folders: Readonly<Record<string, string>> = {
  '/dist/': resolve('dist'),
  '/models/': join(cacheFolder, 'models'),
  '/vision-wasm/': resolve('node_modules/@mediapipe/tasks-vision/wasm'),
  '/onnx-wasm/': resolve('node_modules/onnxruntime-web/dist'),
  '/human-models/': resolve('node_modules/@vladmandic/human/models'),
  '/face-api-models/': resolve('node_modules/@vladmandic/face-api/model'),
  '/tfjs-wasm/': resolve('node_modules/@tensorflow/tfjs-backend-wasm/dist'),
};

/** Serves page, engines and models on one origin of this machine and opens the page in Chromium. */
export async function openHarness(): Promise<OpenHarness> {
  const bundle = await mkdtemp(join(tmpdir(), 'assent-evaluate-'));
  const offered: string[] = [];
  let model: string | null = null;
  const server = Fastify();
  const close = async (): Promise<void> => {
    await server.close();
    await rm(bundle, { recursive: true, force: true });
  };
  try {
    await bundlePage(bundle);
    server.get<{ Params: { index: string } }>('/offered/:index', (request, reply) => {
      const file = offered[Number(request.params.index)];
      return file === undefined
        ? reply.code(404).send()
        : reply.type('application/octet-stream').send(createReadStream(file));
    });
    server.get<{ Params: { name: string } }>('/own-head/:name', (request, reply) =>
      model === null || request.params.name !== basename(model)
        ? reply.code(404).send()
        : reply.type('application/octet-stream').send(createReadStream(model)),
    );
    for (const [prefix, root] of Object.entries(folders))
      await server.register(staticFiles, { prefix, root, decorateReply: false });
    await server.register(staticFiles, { prefix: '/', root: bundle });
    const origin = await server.listen({ host: '127.0.0.1', port: 0 });
    const browser = await launchBrowser();
    try {
      const page = await browser.newPage();
      await page.goto(origin);
      await page.waitForFunction(() => Reflect.has(window, 'harness'));
      let isGone = false;
      page.on('crash', () => {
        isGone = true;
      });
      /** Runs in the page; a failure has the page's own words, without the driver's. */
      const inPage = async <Argument, Answer>(
        run: (argument: Argument) => Promise<Answer>,
        argument: Argument,
      ): Promise<Answer> => {
        try {
          // What goes there and comes back is plain data; the driver's types say it of no generic function.
          return (await page.evaluate(run as (argument: unknown) => Promise<Answer>, argument)) as Answer;
        } catch (error) {
          if (isGone || page.isClosed() || !browser.isConnected())
            throw new EvaluationStopped(
              'The browser that measures ended, so nothing is told. Run it again.',
              {
                cause: error,
              },
            );
          throw new Error(
            messageOf(error)
              .replace(/^page\.evaluate: (\w*Error: )?/, '')
              .split('\n')[0],
          );
        }
      };
      return {
        offer: (file) => `/offered/${offered.push(file) - 1}`,
        show: (shots) => inPage((these) => (Reflect.get(window, 'harness') as Harness).show(these), shots),
        play: (shots) => inPage((these) => (Reflect.get(window, 'harness') as Harness).play(these), shots),
        observe: (url) =>
          inPage((picture) => (Reflect.get(window, 'harness') as Harness).observe(picture), url),
        async openHead({ path, manifest, model: file }) {
          model = file;
          try {
            await inPage((files) => (Reflect.get(window, 'harness') as Harness).openHead(files), {
              manifest,
              modelsPath: '/own-head/',
            });
          } catch (cause) {
            throw new Error(`${path}: ${messageOf(cause)}`, { cause });
          }
        },
        async judge(frames) {
          try {
            return await inPage((these) => (Reflect.get(window, 'harness') as Harness).judge(these), frames);
          } catch (cause) {
            throw new EvaluationStopped(`The own head failed: ${messageOf(cause)}`, { cause });
          }
        },
        ask: (peer, url, corruption) =>
          inPage(
            ([who, picture, how]) => (Reflect.get(window, 'harness') as Harness).ask(who, picture, how),
            [peer, url, corruption] as const,
          ),
        askClip: (peer, shot) =>
          inPage(([who, stretch]) => (Reflect.get(window, 'harness') as Harness).askClip(who, stretch), [
            peer,
            shot,
          ] as const),
        async close() {
          await browser.close();
          await close();
        },
      };
    } catch (error) {
      await browser.close();
      throw error;
    }
  } catch (error) {
    await close();
    throw error;
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

async function bundlePage(into: string): Promise<void> {
  const root = resolve('bench/evaluate/page');
  await build({
    configFile: false,
    logLevel: 'error',
    root,
    worker: { format: 'es' },
    build: {
      outDir: into,
      emptyOutDir: true,
      target: 'es2022',
      // The peers are as large as they are.
      chunkSizeWarningLimit: 10_000,
      rollupOptions: { input: join(root, 'index.html') },
    },
  });
}
