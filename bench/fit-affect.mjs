import { runBench } from './run-bench.mjs';

await runBench('fit-affect.ts', { models: true, browser: true });
