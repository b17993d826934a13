import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize, resolve } from 'node:path';
import { cacheFolder } from './cache-folder.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.wasm': 'application/wasm',
};

/** The folders that every app of Assent serves, from its own origin. */
const assets: Readonly<Record<string, string>> = {
  '/assent/models/': join(cacheFolder, 'models'),
  '/assent/vision-wasm/': resolve('node_modules/@mediapipe/tasks-vision/wasm'),
  '/assent/onnx-wasm/': resolve('node_modules/onnxruntime-web/dist'),
};

/** Serves a built app, its assets and a strict policy; `scripts` are further sources of scripts, such as a hash. */
export async function serveApp(
  folder: string,
  scripts = '',
): Promise<{ readonly url: string; close(): void }> {
  const policy = `default-src 'self'; script-src 'self' 'wasm-unsafe-eval' ${scripts}; style-src 'self'; object-src 'none'; base-uri 'none'`;
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://app').pathname));
    const prefix = Object.keys(assets).find((candidate) => path.startsWith(candidate));
    const file =
      prefix === undefined
        ? join(folder, path === '/' ? 'index.html' : path)
        : join(assets[prefix] ?? '', path.slice(prefix.length));
    response.setHeader('content-security-policy', policy);
    // Every browser asks for it; an app without one is no fault.
    if (path === '/favicon.ico') return response.writeHead(204).end();
    if (!existsSync(file) || !statSync(file).isFile()) return response.writeHead(404).end();
    response.setHeader('content-type', types[extname(file)] ?? 'application/octet-stream');
    return createReadStream(file).pipe(response);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, close: () => server.close() };
}
