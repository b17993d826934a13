import { runBench } from './run-bench.mjs';

// `npm run bench:consent [-- --rounds 200] [--json out.json]`: the built package, in a browser.
await runBench('bench-consent.ts', { models: true, recordings: true, browser: true });
