import { createReadStream, existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { extname, join, normalize, resolve } from 'node:path';
import { playwright } from '@vitest/browser-playwright';
import type { Plugin } from 'vite';
import { defineConfig, type ViteUserConfig } from 'vitest/config';
import { janusCommands } from './test/adapters/janus-commands.ts';
import { liveKitCommands } from './test/adapters/livekit-commands.ts';
import { sfuCommands } from './test/adapters/sfu-commands.ts';
import { memoryCommands } from './test/face/memory-commands.ts';

const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'assent');
const chromium = process.env.CHROMIUM_BIN ?? '/usr/bin/chromium';

/** The same folders that the demo serves, so that browser tests load real models and real wasm. */
const served: Record<string, string> = {
  '/assent/models/': join(cache, 'models'),
  '/assent/media/': join(cache, 'media'),
  '/assent/test-models/': join('test', 'affect', 'models'),
  '/assent/vision-wasm/': join('node_modules', '@mediapipe', 'tasks-vision', 'wasm'),
  '/assent/onnx-wasm/': join('node_modules', 'onnxruntime-web', 'dist'),
};
const types: Record<string, string> = {
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.wasm': 'application/wasm',
  '.mp4': 'video/mp4',
  '.wav': 'audio/wav',
};

/** Code of the demo imports the package by its name: in unit tests that means the sources. */
const alias = [
  { find: /^assent$/, replacement: resolve('sdk/index.ts') },
  { find: /^assent\/(adapters\/.+)$/, replacement: resolve('$1.ts') },
  { find: /^assent\/(.+)$/, replacement: resolve('sdk/$1/index.ts') },
];

function serveAssets(): Plugin {
  return {
    name: 'assent:assets',
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const path = normalize(decodeURIComponent((request.url ?? '/').split('?')[0] ?? '/'));
        const prefix = Object.keys(served).find((candidate) => path.startsWith(candidate));
        const file = prefix === undefined ? undefined : join(served[prefix] ?? '', path.slice(prefix.length));
        if (file === undefined || !existsSync(file)) return next();
        response.setHeader('content-type', types[extname(file)] ?? 'application/octet-stream');
        createReadStream(file).pipe(response);
      });
    },
  };
}

const config: ViteUserConfig = defineConfig({
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'node',
          environment: 'node',
          include: ['test/**/*.test.ts', 'test/demo/setup/*.test.mjs'],
          exclude: ['test/**/*.browser.test.ts', 'test/**/*.memory.test.ts', 'test/e2e/**'],
        },
      },
      {
        test: {
          name: 'types',
          include: [],
          typecheck: { enabled: true, only: true, include: ['test/**/*.test-d.ts'] },
        },
      },
      {
        plugins: [serveAssets()],
        resolve: {
          // Its main file expects Node's globals, its browser build brings them.
          alias: [...alias, { find: /^simple-peer$/, replacement: 'simple-peer/simplepeer.min.js' }],
        },
        // Found late, inside a worker, they would make vite reload the page in the middle of a test.
        optimizeDeps: {
          include: [
            '@mediapipe/tasks-vision',
            'fflate',
            'fft.js',
            'pbf',
            'meyda/dist/node/extractors/rms.js',
            'onnxruntime-web/wasm',
            'uplot',
            'livekit-client',
            'janus-gateway',
            'twilio-video',
            'agora-rtc-sdk-ng',
            '@vonage/client-sdk-video',
            'simple-peer/simplepeer.min.js',
            '@daily-co/daily-js',
            'webrtc-adapter',
            'react',
            'react-dom/client',
            '@lit/react',
          ],
        },
        test: {
          name: 'browser',
          include: ['test/**/*.browser.test.ts', 'test/**/*.memory.test.ts'],
          testTimeout: 60_000,
          browser: {
            enabled: true,
            headless: true,
            // On a cold cache the page waits until every dependency is bundled.
            connectTimeout: 300_000,
            screenshotFailures: false,
            commands: { ...sfuCommands, ...liveKitCommands, ...janusCommands, ...memoryCommands },
            provider: playwright({
              launchOptions: {
                executablePath: chromium,
                args: [
                  '--no-sandbox',
                  '--disable-quic',
                  '--no-first-run',
                  '--disable-background-networking',
                  '--disable-component-update',
                  '--disable-sync',
                  '--use-gl=angle',
                  '--use-angle=swiftshader',
                  '--enable-unsafe-swiftshader',
                  '--disable-gpu-compositing',
                  '--use-fake-ui-for-media-stream',
                  '--use-fake-device-for-media-stream',
                  '--autoplay-policy=no-user-gesture-required',
                ],
              },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      {
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['test/e2e/**/*.e2e.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          fileParallelism: false,
          // Tests that say they may run beside each other share two cores.
          maxConcurrency: 3,
        },
      },
    ],
  },
});

export default config;
