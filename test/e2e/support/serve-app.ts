import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
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

/** Options of {@link serveApp}. */
export interface ServeOptions {
  /** Further sources of scripts, such as a hash. */
  readonly scripts?: string;
  /** Further addresses that the page may connect to. */
  readonly connect?: string;
  /** `false`: the app brings its own assets. */
  readonly assets?: boolean;
  /** `false`: no policy, for vendors' libraries that do not work under one. */
  readonly strict?: boolean;
  /** The app's own server: whether it answers a request. */
  readonly answer?: (request: IncomingMessage, response: ServerResponse) => boolean;
  /** Further files, by their whole path. */
  readonly files?: Readonly<Record<string, string>>;
}

/** A built app that is served. */
export interface ServedApp {
  readonly url: string;
  close(): void;
}

/** Serves a built app and its assets, under a strict policy. */
export async function serveApp(folder: string, options: ServeOptions = {}): Promise<ServedApp> {
  const { scripts = '', connect = '', strict = true, files = {} } = options;
  const served: typeof assets = options.assets === false ? {} : assets;
  const policy = `default-src 'self'; script-src 'self' 'wasm-unsafe-eval' ${scripts}; connect-src 'self' ${connect}; style-src 'self'; object-src 'none'; base-uri 'none'`;
  const server = createServer((request, response) => {
    if (options.answer?.(request, response)) return undefined;
    const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://app').pathname));
    const prefix = Object.keys(served).find((candidate) => path.startsWith(candidate));
    const file =
      files[path] ??
      (prefix === undefined
        ? join(folder, path === '/' ? 'index.html' : path)
        : join(served[prefix] ?? '', path.slice(prefix.length)));
    if (strict) response.setHeader('content-security-policy', policy);
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
