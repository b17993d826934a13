import { runBench } from './run-bench.mjs';

await runBench('calibrate-arousal.ts', { models: true });
