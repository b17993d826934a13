import { cpSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';

/** What esbuild does not see: scripts of realms of their own. */
const realms = ['face-worker.js', 'voice-worker.js', 'affect-worker.js', 'audio-tap.worklet.js'];

/**
 * Bundles pages that import the built package by its name, each script into a page of its name.
 *
 * @param entries - page names and their scripts; `index` is the one at `/`
 * @returns the folder to serve; the caller removes it
 */
export async function buildApp(entries: Readonly<Record<string, string>>): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'assent-app-'));
  const dist = resolve('dist');
  await build({
    entryPoints: { ...entries },
    outdir: folder,
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis' },
    logLevel: 'error',
    // `tsconfig.json` names the sources for these; an app gets the package.
    plugins: [
      {
        name: 'built-package',
        setup({ onResolve }) {
          onResolve({ filter: /^assent(\/.+)?$/ }, ({ path }) => ({
            path: join(dist, path === 'assent' ? 'index.js' : `${path.slice('assent/'.length)}.js`),
          }));
        },
      },
    ],
  });
  for (const realm of realms) cpSync(join(dist, realm), join(folder, realm));
  for (const name of Object.keys(entries)) {
    writeFileSync(
      join(folder, `${name}.html`),
      `<!doctype html><html lang="en"><meta charset="utf-8"><title>${name}</title><body><div id="root"></div><script type="module" src="/${name}.js"></script>`,
    );
  }
  return folder;
}
