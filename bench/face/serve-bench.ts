import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import staticFiles from '@fastify/static';
import Fastify from 'fastify';
import { build } from 'vite';
import { cacheFolder } from '../../test/e2e/support/cache-folder.ts';
import type { Footage } from './contender.ts';

/** The bench's page, engines and models on one origin. */
export interface BenchServer {
  readonly url: string;
  /** What the cameras of the pages play from now on. */
  play(footage: Footage, planes: Uint8Array): void;
  close(): Promise<void>;
}

/** Folders that the page and its workers load from. */
const folders: Readonly<Record<string, string>> = {
  '/models/': join(cacheFolder, 'models'),
  '/media/': join(cacheFolder, 'media'),
  '/onnx-wasm/': resolve('node_modules/onnxruntime-web/dist'),
  '/vision-wasm/': resolve('node_modules/@mediapipe/tasks-vision/wasm'),
  '/human-models/': resolve('node_modules/@vladmandic/human/models'),
  '/tfjs-wasm/': resolve('node_modules/@tensorflow/tfjs-backend-wasm/dist'),
};

/** Bundles a page of `bench/` against the built package and serves it until closed. */
export async function serveBench(pageFolder: 'bench/face' | 'bench/consent'): Promise<BenchServer> {
  const bundle = await mkdtemp(join(tmpdir(), 'assent-bench-'));
  await build({
    configFile: false,
    logLevel: 'error',
    root: resolve(pageFolder),
    resolve: {
      alias: [
        { find: /^assent$/, replacement: resolve('dist/index.js') },
        { find: /^assent\/(.+)$/, replacement: resolve('dist/$1.js') },
      ],
    },
    worker: { format: 'es' },
    build: {
      outDir: bundle,
      emptyOutDir: true,
      target: 'es2022',
      // The peers are as large as they are.
      chunkSizeWarningLimit: 10_000,
      rollupOptions: { input: resolve(pageFolder, 'index.html') },
    },
  });
  const server = Fastify();
  let played: { readonly footage: Footage; readonly planes: Buffer } | null = null;
  server.get('/footage.json', () => played?.footage ?? null);
  server.get('/footage.i420', (_, reply) =>
    reply.type('application/octet-stream').send(played?.planes ?? Buffer.alloc(0)),
  );
  for (const [prefix, root] of Object.entries(folders)) {
    await server.register(staticFiles, { prefix, root, decorateReply: false });
  }
  await server.register(staticFiles, { prefix: '/', root: bundle });
  const url = await server.listen({ host: '127.0.0.1', port: 0 });
  return {
    url,
    play(footage, planes) {
      played = { footage, planes: Buffer.from(planes.buffer, planes.byteOffset, planes.byteLength) };
    },
    async close() {
      await server.close();
      await rm(bundle, { recursive: true, force: true });
    },
  };
}
