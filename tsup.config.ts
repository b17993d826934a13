import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import type { Options } from 'tsup';

/** The public library entries: a name under `dist/` and the source that it is built from. */
export const libraryEntries: Readonly<Record<string, string>> = {
  index: 'sdk/index.ts',
  affect: 'sdk/affect/index.ts',
  server: 'sdk/server/index.ts',
  ui: 'sdk/ui/index.ts',
  react: 'sdk/react/index.ts',
  records: 'sdk/records/index.ts',
  accountability: 'sdk/accountability/index.ts',
  plugin: 'sdk/plugin/index.ts',
  support: 'sdk/support/index.ts',
  testing: 'sdk/testing/index.ts',
  'adapters/webrtc': 'adapters/webrtc.ts',
  'adapters/mediasoup': 'adapters/mediasoup.ts',
  'adapters/livekit': 'adapters/livekit.ts',
  'adapters/jitsi': 'adapters/jitsi.ts',
  'adapters/daily': 'adapters/daily.ts',
  'adapters/twilio': 'adapters/twilio.ts',
  'adapters/vonage': 'adapters/vonage.ts',
  'adapters/agora': 'adapters/agora.ts',
  'adapters/zoom': 'adapters/zoom.ts',
  'adapters/janus': 'adapters/janus.ts',
};

/**
 * Code that runs in realms of its own. Each is one self-contained file: it carries
 * MediaPipe, onnxruntime or Meyda inside, so that an app needs no bundler setting for it.
 *
 * The WebAssembly and the models are not inside: an app serves them from its own
 * origin (the folder `wasm` of `@mediapipe/tasks-vision`, the file
 * `dist/ort-wasm-simd-threaded.wasm` of `onnxruntime-web`, the files that the
 * manifests name) and passes the folders as `AssetUrls`. No third party hears of a call.
 */
export const realmEntries: Readonly<Record<string, string>> = {
  'face-worker': 'sdk/face/worker.ts',
  'voice-worker': 'sdk/voice/worker.ts',
  'affect-worker': 'sdk/affect/worker.ts',
  'audio-tap.worklet': 'sdk/capture/audio-tap.worklet.ts',
};

type Plugin = NonNullable<Options['esbuildPlugins']>[number];

const builtFiles = new Map(
  Object.entries(realmEntries).map(([name, source]) => [resolve(source), `./${name}.js`] as const),
);
const moduleUrl = /new URL\(\s*'(\.[^']+\.ts)'\s*,\s*import\.meta\.url,?\s*\)/g;

/**
 * Lets sources name a worker by its source file, `new URL('./worker.ts', import.meta.url)`, which
 * a development server follows as it stands, and the built library name the built file. Library
 * chunks and these files all lie at the root of `dist/`, so one relative address fits every chunk.
 */
function realmUrls(): Plugin {
  return {
    name: 'assent:realm-urls',
    setup(build) {
      build.onLoad({ filter: /[\\/]sdk[\\/].*\.ts$/ }, async ({ path }) => {
        const read = await readFile(path, 'utf8');
        const source = /[\\/]ui[\\/]/.test(path) ? withShortTemplates(read) : read;
        const unknown: string[] = [];
        const contents = source.replace(moduleUrl, (whole, address: string) => {
          const built = builtFiles.get(resolve(dirname(path), address));
          if (built !== undefined) return `new URL('${built}', import.meta.url)`;
          unknown.push(address);
          return whole;
        });
        return {
          contents,
          loader: 'ts',
          errors: unknown.map((address) => ({
            text: `${relative('.', path)}: '${address}' is no entry of realmEntries in tsup.config.ts`,
          })),
        };
      });
    },
  };
}

/** No minifier looks into a template: what stands between rules and before tags would reach every page. */
function withShortTemplates(source: string): string {
  return source
    .replaceAll(/css`[^`]*`/g, (sheet) =>
      sheet
        .replaceAll(/\/\*[\s\S]*?\*\//g, '')
        .replaceAll(/\s+/g, ' ')
        .replaceAll(/ ?([{};,]) ?|(?<=:) /g, '$1'),
    )
    .replaceAll(/\n +/g, '\n');
}

/** Puts the licences of the packages that a bundle carries beside it, as most of them ask for. */
function licences(name: string): Plugin {
  return {
    name: 'assent:licences',
    setup(build) {
      build.initialOptions.metafile = true;
      build.onEnd(async ({ metafile }) => {
        const inside = /^(?:.*\/)?node_modules\/((?:@[^/]+\/)?[^/]+)\//;
        const folders = new Map(
          Object.keys(metafile?.inputs ?? {}).flatMap((file) => {
            const [folder, carried] = inside.exec(file) ?? [];
            return folder !== undefined && carried !== undefined ? [[carried, folder] as const] : [];
          }),
        );
        const texts = await Promise.all([...folders].map(([carried, folder]) => licenceOf(carried, folder)));
        if (texts.length > 0)
          await writeFile(join('dist', `${name}.licences.txt`), texts.toSorted().join('\n'));
      });
    },
  };
}

async function licenceOf(name: string, folder: string): Promise<string> {
  const { version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const file = (await readdir(folder)).find((entry) => /^(licen[cs]e|copying)(\.|$)/i.test(entry));
  const text = file === undefined ? '' : `\n${await readFile(join(folder, file), 'utf8')}`;
  return `${name} ${version} (${license})\n${text}`;
}

/** tsup only warns of an entry without a source: a missing door must fail the build instead. */
function existing(entries: Readonly<Record<string, string>>): Record<string, string> {
  for (const [name, source] of Object.entries(entries)) {
    if (!existsSync(source)) throw new Error(`entry '${name}' lacks its source ${source}`);
  }
  return { ...entries };
}

const common: Options = {
  format: 'esm',
  target: 'es2022',
  outDir: 'dist',
  outExtension: () => ({ js: '.js', dts: '.d.ts' }),
  clean: false,
  silent: true,
  sourcemap: true,
  esbuildPlugins: [realmUrls()],
};

function library(part: 'js' | 'types'): Options {
  return {
    ...common,
    name: `library ${part}`,
    entry: existing(libraryEntries),
    platform: 'neutral',
    external: [/^node:/],
    splitting: true,
    treeshake: false,
    dts: part === 'types' ? { only: true } : false,
  };
}

/**
 * What onnxruntime and MediaPipe name relative to themselves is never loaded, as an app passes `AssetUrls`;
 * the bundler of an app would look for it all the same.
 */
function opaqueEngines(): Plugin {
  return {
    name: 'assent:opaque-engines',
    setup(build) {
      build.onLoad(
        { filter: /node_modules[\\/](onnxruntime-web|@mediapipe)[\\/].*\.m?js$/ },
        async ({ path }) => ({
          contents: (await readFile(path, 'utf8')).replaceAll('import.meta.url', 'self.location.href'),
          loader: 'js',
        }),
      );
    },
  };
}

/** An address that is known at run time alone is none of a bundler's; webpack would take it for one of its own. */
const runTimeImports: NonNullable<Options['plugins']>[number] = {
  name: 'assent:run-time-imports',
  renderChunk: (code, { map = null }) => ({
    code: code.replaceAll(/\bimport\((?=[a-z])/g, 'import(/* webpackIgnore: true *//* @vite-ignore */'),
    map,
  }),
};

/** Vite puts a file of less than 4096 bytes into the page as a `data:` address, which a strict policy refuses. */
const tooLongToInline = `/*${'The length of this line keeps bundlers from inlining the file. '.repeat(66)}*/`;

/** One build for each, so that no chunk is shared between realms. */
function realms(): Options[] {
  return Object.entries(existing(realmEntries)).map(([name, source]) => ({
    ...common,
    name,
    entry: { [name]: source },
    platform: 'browser',
    noExternal: [/./],
    splitting: false,
    minify: true,
    dts: false,
    plugins: [runTimeImports],
    banner: name.endsWith('.worklet') ? { js: tooLongToInline } : {},
    esbuildPlugins: [realmUrls(), opaqueEngines(), licences(name)],
  }));
}

/** The command line `assent`; what it needs of the library is inside. */
function commandLine(): Options {
  return {
    ...common,
    name: 'command line',
    entry: existing({ cli: 'sdk/cli/main.ts' }),
    platform: 'node',
    target: 'node20',
    splitting: false,
    skipNodeModulesBundle: true,
    dts: false,
    banner: { js: '#!/usr/bin/env node' },
  };
}

/** The demo's server; everything that is installed, and `assent` itself, stays outside. */
function demoServer(): Options {
  return {
    ...common,
    name: 'demo server',
    entry: existing({ main: 'demo/server/main.ts' }),
    outDir: 'demo/dist/server',
    platform: 'node',
    target: 'node20',
    splitting: false,
    skipNodeModulesBundle: true,
    dts: false,
    esbuildPlugins: [],
    esbuildOptions(options) {
      // The demo runs on the built package, as every app does, not on the sources that tsconfig.json's paths name.
      options.external = [...(options.external ?? []), 'assent', 'assent/*'];
    },
  };
}

/** Reads `ASSENT_BUILD`: `js` (the default: library, realms and the demo's server) or `types` (the declarations). */
export default function config(): Options[] {
  const part = process.env.ASSENT_BUILD ?? 'js';
  if (part === 'types') return [library('types')];
  if (part === 'js') return [library('js'), ...realms(), commandLine(), demoServer()];
  throw new Error(`ASSENT_BUILD is '${part}', not js or types`);
}
