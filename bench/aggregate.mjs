import { runBench } from './run-bench.mjs';

// `npm run bench:aggregate [-- --json out.json]`: what blind sums cost a participant. Needs no network.
await runBench('aggregate.ts', { models: false });
