import { runBench } from './run-bench.mjs';

// `npm run evaluate`: pitch rests on no model, so it runs without fetching any; faces are shown to the built package.
const task = process.argv[2] ?? '';
const showsFaces = ['face', 'affect', 'video'].includes(task);
await runBench(showsFaces ? 'evaluate-faces.ts' : 'evaluate.ts', {
  models: task !== 'pitch',
  browser: showsFaces,
});
