import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig, type UserConfig } from 'vite';

const demo = dirname(fileURLToPath(import.meta.url));
const dist = join(dirname(demo), 'dist');

const config: UserConfig = defineConfig({
  root: join(demo, 'client'),
  resolve: {
    // The demo runs on the built package, as every app does.
    alias: [
      { find: /^assent$/, replacement: join(dist, 'index.js') },
      { find: /^assent\/(.+)$/, replacement: join(dist, '$1.js') },
    ],
  },
  worker: { format: 'es' },
  build: {
    outDir: join(demo, 'dist', 'client'),
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: true,
    // An inlined worklet would be a data: URL, which the demo's Content-Security-Policy refuses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: {
      input: { index: join(demo, 'client', 'index.html'), guest: join(demo, 'client', 'guest.html') },
    },
  },
});

export default config;
