import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { createServer, build as vite } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cacheFolder } from './support/cache-folder.ts';
import { measuresIn } from './support/measures-in.ts';
import { openPackedApp, type PackedApp } from './support/open-packed-app.ts';
import { serveApp } from './support/serve-app.ts';

const guide = readFileSync('demo/docs/guides/ten-minutes.md', 'utf8');
/** The files of the guide, by the names over them. */
const files = [...guide.matchAll(/^```\w+ \[([\w.]+)\]\n([\s\S]*?)^```$/gm)].map(
  ([, name = '', text = '']) => [name, text] as const,
);
const commands = [...guide.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].flatMap(([, text = '']) =>
  text.trim().split('\n'),
);

describe('the guide of ten minutes, followed word by word from a packed tarball', () => {
  let packed: PackedApp;
  let folder: string;
  let browser: Browser;

  beforeAll(async () => {
    packed = await openPackedApp();
    ({ folder, browser } = packed);
  });
  afterAll(() => packed?.close());

  it('names the files and commands that the tests below follow', () => {
    expect(files.map(([name]) => name)).toEqual(['index.html', 'call.js', 'main.js']);
    expect(commands).toEqual([
      'npm init --yes',
      'npm install assent',
      'npm install --save-dev vite',
      'npx assent assets public/assent',
      'npx vite',
      'npx vite build',
    ]);
  });

  it('the assets are put there by the command', () => {
    // What npm would fetch lies in the cache of these tests, and in their node_modules.
    const from = [
      join(cacheFolder, 'models'),
      'node_modules/@mediapipe/tasks-vision/wasm',
      'node_modules/onnxruntime-web/dist',
    ];
    const said = execFileSync(
      process.execPath,
      [
        join(folder, 'node_modules/assent/dist/cli.js'),
        'assets',
        join(folder, 'public/assent'),
        ...from.flatMap((place) => ['--from', place]),
      ],
      { encoding: 'utf8' },
    );
    expect(said.match(/^put /gm)).toHaveLength(9);
  });

  it('Vite’s development server shows the prompt, the indicator and signals', async () => {
    for (const [name, text] of files) writeFileSync(join(folder, name), text);
    const server = await createServer({
      root: folder,
      configFile: false,
      logLevel: 'error',
      server: { port: 0, host: '127.0.0.1' },
    });
    try {
      await server.listen();
      await measuresIn(browser, server.resolvedUrls?.local[0] ?? '');
    } finally {
      await server.close();
    }
  });

  it('what Vite builds is the whole app, under a strict policy', async () => {
    await vite({ root: folder, logLevel: 'error', configFile: false });
    const app = await serveApp(join(folder, 'dist'), { assets: false });
    try {
      await measuresIn(browser, app.url);
    } finally {
      app.close();
    }
  });
});
