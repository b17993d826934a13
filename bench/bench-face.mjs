import { runBench } from './run-bench.mjs';

// `npm run bench:face [-- --minutes 10] [--seconds 8] [--rounds 2] [--picture 640x480] [--json out.json]`: the built package, in a browser.
await runBench('bench-face.ts', { models: true, recordings: true, browser: true });
