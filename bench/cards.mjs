import { runBench } from './run-bench.mjs';

// `npm run cards [-- --check]`: the cards of the models, with figures from bench/results, and their pages.
await runBench('cards.ts', { models: false });
