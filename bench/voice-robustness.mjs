import { runBench } from './run-bench.mjs';

// `npm run bench:voice-robustness`
await runBench('voice-robustness.ts', { models: true, recordings: true });
