import { runBench } from './run-bench.mjs';

await runBench('fit-head.ts', { models: true, browser: true });
