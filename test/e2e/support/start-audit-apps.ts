import { createReadStream, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join, normalize, resolve } from 'node:path';
import { build } from 'vite';
import { WebSocketServer } from 'ws';
import { cacheFolder } from './cache-folder.ts';

/** The honest app and its broken twins, served on this machine. */
export interface AuditApps {
  readonly url: string;
  /** Another origin, which a broken app tells of its visits. */
  readonly elsewhere: string;
  stop(): Promise<void>;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
};
const strict =
  "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; object-src 'none'; media-src 'self' blob:; base-uri 'none'";

/** Builds the apps on the built package, as any app would, and serves them. */
export async function startAuditApps(): Promise<AuditApps> {
  const folder = mkdtempSync(join(tmpdir(), 'assent-audit-apps-'));
  const root = resolve('test/e2e/audit-apps');
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    resolve: {
      alias: [
        { find: /^assent$/, replacement: resolve('dist/index.js') },
        { find: /^assent\/(.+)$/, replacement: resolve('dist/$1.js') },
      ],
    },
    worker: { format: 'es' },
    build: {
      outDir: folder,
      emptyOutDir: true,
      target: 'es2022',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rollupOptions: { input: [join(root, 'index.html'), join(root, 'without-assent.html')] },
    },
  });
  const folders: Readonly<Record<string, string>> = {
    '/assent/models/': join(cacheFolder, 'models'),
    '/assent/vision-wasm/': resolve('node_modules/@mediapipe/tasks-vision/wasm'),
    '/': folder,
  };

  let elsewhere = '';
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const prefix = Object.keys(folders).find((known) => pathname.startsWith(known)) ?? '/';
    const name = normalize(pathname.slice(prefix.length)) || 'index.html';
    const file = join(folders[prefix] ?? folder, name === '.' ? 'index.html' : name);
    if (name.startsWith('..') || !existsSync(file)) {
      response.writeHead(404).end();
      return;
    }
    const policy = policyFor(searchParams.get('app'), elsewhere);
    response.setHeader('content-type', types[extname(file)] ?? 'application/octet-stream');
    if (policy !== null) response.setHeader('content-security-policy', policy);
    createReadStream(file).pipe(response);
  });
  const sockets = new WebSocketServer({ server, path: '/socket' });
  const other = createServer((_request, response) => response.end('heard'));
  for (const each of [server, other]) {
    await new Promise<void>((listening) => each.listen(0, '127.0.0.1', listening));
  }
  const addressOf = (of: typeof server): string => `http://127.0.0.1:${(of.address() as AddressInfo).port}`;
  elsewhere = addressOf(other);
  return {
    url: addressOf(server),
    elsewhere,
    async stop() {
      for (const client of sockets.clients) client.terminate();
      for (const each of [server, other]) {
        each.closeAllConnections();
        await new Promise((closed) => each.close(closed));
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function policyFor(app: string | null, elsewhere: string): string | null {
  if (app === 'tells-a-third-party') return `${strict}; connect-src 'self' ${elsewhere}`;
  return app === 'has-no-policy' ? null : strict;
}
