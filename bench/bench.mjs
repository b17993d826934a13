import { runBench } from './run-bench.mjs';

// `npm run bench`: the built demo, in a browser, through the SFU.
await runBench('bench.ts', { models: true, recordings: true, call: true });
