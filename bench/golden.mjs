import { runBench } from './run-bench.mjs';

// `npm run golden`
await runBench('golden.ts', { models: false, recordings: true });
