import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { arousalTask } from './evaluate/evaluate-arousal.ts';
import { type Evaluation, evaluateManifest } from './evaluate/evaluate-manifest.ts';
import { pitchTask } from './evaluate/evaluate-pitch.ts';
import { syllableTask } from './evaluate/evaluate-syllables.ts';
import { vadTask } from './evaluate/evaluate-vad.ts';
import { printEvaluation } from './evaluate/print-evaluation.ts';
import type { Task } from './evaluate/task.ts';
import { loadSpeechNetwork } from './load-speech-network.ts';

// `npm run evaluate -- pitch|vad|syllables|arousal --manifest m.csv [--json out.json]`

const usage = 'usage: npm run evaluate -- pitch|vad|syllables|arousal --manifest m.csv [--json out.json]';

async function run<T>(task: Task<T>, manifest: string): Promise<Evaluation> {
  const network = task.usesNetwork ? await loadSpeechNetwork() : null;
  let shownAt = performance.now();
  return evaluateManifest(task, manifest, network, (done, of) => {
    if (performance.now() - shownAt < 5000) return;
    shownAt = performance.now();
    console.error(`${done} of ${of} recordings`);
  });
}

function runNamed(name: string | undefined, manifest: string): Promise<Evaluation> | null {
  if (name === 'pitch') return run(pitchTask, manifest);
  if (name === 'vad') return run(vadTask, manifest);
  if (name === 'syllables') return run(syllableTask, manifest);
  if (name === 'arousal') return run(arousalTask, manifest);
  return null;
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { manifest: { type: 'string' }, json: { type: 'string' } },
  });
  const evaluating =
    values.manifest === undefined || positionals.length !== 1
      ? null
      : runNamed(positionals[0], values.manifest);
  if (evaluating === null) {
    console.error(usage);
    return 2;
  }
  const evaluation = await evaluating;
  console.log(printEvaluation(evaluation));
  if (values.json !== undefined) {
    const { metrics, groups, skipped } = evaluation;
    await writeFile(values.json, `${JSON.stringify({ metrics, groups, skipped }, null, 2)}\n`);
  }
  return evaluation.measured > 0 ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
