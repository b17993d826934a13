import { runBench } from './run-bench.mjs';

// `npm run evaluate`: pitch rests on no model, so it runs without fetching any.
await runBench('evaluate.ts', { models: process.argv[2] !== 'pitch' });
