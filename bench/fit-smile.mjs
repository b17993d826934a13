import { runBench } from './run-bench.mjs';

await runBench('fit-smile.ts', { models: true, browser: true });
