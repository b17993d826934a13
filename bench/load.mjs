import { runBench } from './run-bench.mjs';

// `npm run bench:load [-- --meetings 200 --people 20 --minutes 10 --json out.json]`: the service under load.
await runBench('load.ts', { models: false });
