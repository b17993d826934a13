import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** Where the files lie that the server gives out. */
export interface AssetFolders {
  /** The built page. */
  readonly client: string;
  /** Holds `models` and `media`. */
  readonly cache: string;
  /** The installed packages. */
  readonly modules: string;
}

const hour = 3_600_000;
const year = 365 * 24 * hour;

/**
 * Serves the page and, under `/assent/`, everything that Assent loads, from
 * this origin alone. Files whose name carries a hash are cached for good,
 * recordings are served in ranges.
 */
export async function serveAssets(
  app: FastifyInstance,
  { client, cache, modules }: AssetFolders,
): Promise<void> {
  const folders: Readonly<Record<string, string>> = {
    '/assent/models/': join(cache, 'models'),
    '/assent/media/': join(cache, 'media'),
    '/assent/vision-wasm/': join(modules, '@mediapipe', 'tasks-vision', 'wasm'),
    '/assent/onnx-wasm/': join(modules, 'onnxruntime-web', 'dist'),
  };
  // The static plugin insists on folders that exist; these two fill up while the server runs.
  for (const name of ['models', 'media']) mkdirSync(join(cache, name), { recursive: true });
  for (const [prefix, root] of Object.entries(folders)) {
    await app.register(fastifyStatic, { root, prefix, decorateReply: false, index: false, maxAge: hour });
  }
  await app.register(fastifyStatic, {
    root: join(client, 'assets'),
    prefix: '/assets/',
    decorateReply: false,
    index: false,
    immutable: true,
    maxAge: year,
  });
  // `no-cache` asks again with the entity tag: a new build is seen at once.
  await app.register(fastifyStatic, {
    root: client,
    prefix: '/',
    cacheControl: false,
    setHeaders: (reply) => reply.header('cache-control', 'no-cache'),
    globIgnore: ['assets/**'],
  });
}

/** The folder of the installed packages, seen from a file of one of them. */
export function modulesFolder(entry: string): string {
  let folder = dirname(entry);
  while (!folder.endsWith('node_modules')) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error(`no node_modules above ${entry}`);
    folder = parent;
  }
  return folder;
}
