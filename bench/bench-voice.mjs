import { runBench } from './run-bench.mjs';

// `npm run bench:voice [-- --json out.json]`
await runBench('bench-voice.ts', { models: true, recordings: true });
