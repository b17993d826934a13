import { runBench } from './run-bench.mjs';

await runBench('fit-activity.ts', { models: true });
