import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build as esbuild } from 'esbuild';
import type { Browser } from 'playwright-core';
import { build as vite } from 'vite';
import { afterAll, beforeAll, describe, it } from 'vitest';
import webpack from 'webpack';
import { measuresIn } from './support/measures-in.ts';
import { openPackedApp, type PackedApp } from './support/open-packed-app.ts';
import { serveApp } from './support/serve-app.ts';

/** In German, whose words are a file of its own that every bundler has to find. */
const html = (head: string) =>
  `<!doctype html><html lang="de"><meta charset="utf-8"><title>A call</title>${head}`;

describe('the published package in an app of its own, under a strict policy', () => {
  let packed: PackedApp;
  let folder: string;
  let browser: Browser;

  beforeAll(async () => {
    packed = await openPackedApp();
    ({ folder, browser } = packed);
    // As an app's own compiler does it; the bundlers then see plain modules.
    await esbuild({
      entryPoints: [resolve('demo/examples/webrtc.ts')],
      outfile: join(folder, 'main.js'),
      format: 'esm',
      target: 'es2022',
    });
  });
  afterAll(() => packed?.close());

  it('Vite bundles it, workers and all, without a setting', async () => {
    const root = app('vite', 'main.js');
    await vite({ root, logLevel: 'error', configFile: false, build: { target: 'es2022' } });
    await measures(join(root, 'dist'));
  });

  it('webpack bundles it, workers and all, without a setting', async () => {
    const root = app('webpack', 'dist/bundle.js');
    await new Promise<void>((done, fail) => {
      webpack(
        {
          mode: 'production',
          context: root,
          entry: './main.js',
          output: { path: join(root, 'dist'), filename: 'dist/bundle.js' },
          performance: false,
        },
        (error, stats) => {
          const trouble = error ?? (stats?.hasErrors() ? new Error(stats.toString('errors-only')) : null);
          if (trouble) fail(trouble);
          else done();
        },
      );
    });
    cpSync(join(root, 'index.html'), join(root, 'dist', 'index.html'));
    await measures(join(root, 'dist'));
  });

  it('esbuild bundles it; the three files that it does not see are copied beside', async () => {
    const root = app('esbuild', 'bundle.js');
    await esbuild({
      entryPoints: [join(root, 'main.js')],
      outdir: join(root, 'dist'),
      entryNames: 'bundle',
      bundle: true,
      splitting: true,
      format: 'esm',
      target: 'es2022',
      logLevel: 'error',
    });
    for (const file of ['face-worker.js', 'voice-worker.js', 'audio-tap.worklet.js']) {
      cpSync(join(folder, 'node_modules', 'assent', 'dist', file), join(root, 'dist', file));
    }
    cpSync(join(root, 'index.html'), join(root, 'dist', 'index.html'));
    await measures(join(root, 'dist'));
  });

  it('a plain page needs no bundler: an import map will do', async () => {
    const root = app('plain', 'main.js');
    cpSync(join(folder, 'node_modules'), join(root, 'modules'), { recursive: true, dereference: true });
    const { exports } = JSON.parse(readFileSync(join(root, 'modules/assent/package.json'), 'utf8'));
    const own = Object.entries<string | { default: string }>(exports)
      .filter(([name]) => /^\.(\/(plugin|affect|adapters\/webrtc))?$/.test(name))
      .map(([name, to]) => [
        `assent${name.slice(1)}`,
        `/modules/assent/${(typeof to === 'string' ? to : to.default).slice(2)}`,
      ]);
    // What the package depends on, a module for each name, as a server of one's own modules gives them out.
    const names = importedBy(join(root, 'modules/assent/dist'));
    await esbuild({
      entryPoints: names.map((name) => ({ in: name, out: name })),
      outdir: join(root, 'modules/others'),
      absWorkingDir: folder,
      bundle: true,
      splitting: true,
      format: 'esm',
      logLevel: 'error',
    });
    const others = names.map((name) => [name, `/modules/others/${name}.js`]);
    const map = JSON.stringify({ imports: Object.fromEntries([...own, ...others]) });
    writeFileSync(
      join(root, 'index.html'),
      html(`<script type="importmap">${map}</script><script type="module" src="/main.js"></script>`),
    );
    await measures(root, `'sha256-${createHash('sha256').update(map).digest('base64')}'`);
  });

  /** A folder for an app with a page, the example and the package. */
  function app(name: string, script: string): string {
    const root = join(folder, name);
    mkdirSync(join(root, 'dist'), { recursive: true });
    cpSync(join(folder, 'main.js'), join(root, 'main.js'));
    writeFileSync(join(root, 'index.html'), html(`<script type="module" src="/${script}"></script>`));
    return root;
  }

  /** Opens the built app, agrees to voice and face, and waits until both are measured. */
  async function measures(built: string, scripts = ''): Promise<void> {
    const server = await serveApp(built, { scripts });
    try {
      await measuresIn(browser, server.url, 'de');
    } finally {
      server.close();
    }
  }
});

/** The bare names that the published modules of the page import. */
function importedBy(dist: string): readonly string[] {
  const { dependencies } = JSON.parse(readFileSync(join(dist, '..', 'package.json'), 'utf8'));
  const modules = readdirSync(dist).filter((name) => /^(index|plugin|affect|chunk-.*)\.js$/.test(name));
  const texts = modules.map((name) => readFileSync(join(dist, name), 'utf8'));
  const names = texts.flatMap((text) => [...text.matchAll(/(?:from|import)\s*\(?["']([^."'][^"']*)["']/g)]);
  const isDependency = (name: string) =>
    Object.keys(dependencies).some((known) => name === known || name.startsWith(`${known}/`));
  return [...new Set(names.map(([, name]) => name ?? ''))].filter(isDependency);
}
