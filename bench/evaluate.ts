import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { type CorruptionAt, readCorruptions } from './corrupt/corruptions.ts';
import { arousalTask } from './evaluate/evaluate-arousal.ts';
import { type Evaluation, evaluateManifest } from './evaluate/evaluate-manifest.ts';
import { pitchTask } from './evaluate/evaluate-pitch.ts';
import { syllableTask } from './evaluate/evaluate-syllables.ts';
import { vadTask } from './evaluate/evaluate-vad.ts';
import { type CorruptedFigures, printCorruption } from './evaluate/print-corruption.ts';
import { printEvaluation } from './evaluate/print-evaluation.ts';
import { readSound } from './evaluate/read-sound.ts';
import type { Sound } from './evaluate/sound.ts';
import type { Task } from './evaluate/task.ts';
import { loadSpeechNetwork } from './load-speech-network.ts';
import { runCommand } from './run-command.ts';

// `npm run evaluate -- pitch|vad|syllables|arousal --manifest m.csv [--json out.json] [--corrupt all|NAME[:SEVERITY]] [--noise n.wav]`

const usage =
  'usage: npm run evaluate -- pitch|vad|syllables|arousal --manifest m.csv [--json out.json] [--corrupt all|noise|opus|clipping|reverberation|packet-loss[:SEVERITY]] [--noise n.wav]';

type Run = (corrupt?: (sound: Sound) => Sound) => Promise<Evaluation>;

async function prepare<T>(task: Task<T>, manifest: string): Promise<Run> {
  const network = task.usesNetwork ? await loadSpeechNetwork() : null;
  let shownAt = performance.now();
  return (corrupt) =>
    evaluateManifest(
      task,
      manifest,
      network,
      (done, of) => {
        if (performance.now() - shownAt < 5000) return;
        shownAt = performance.now();
        console.error(`${done} of ${of} recordings`);
      },
      corrupt,
    );
}

function prepareNamed(name: string | undefined, manifest: string): Promise<Run> | null {
  if (name === 'pitch') return prepare(pitchTask, manifest);
  if (name === 'vad') return prepare(vadTask, manifest);
  if (name === 'syllables') return prepare(syllableTask, manifest);
  if (name === 'arousal') return prepare(arousalTask, manifest);
  return null;
}

async function runCorrupted(
  run: Run,
  corruptions: readonly CorruptionAt[],
): Promise<readonly CorruptedFigures[]> {
  const figures: CorruptedFigures[] = [];
  for (const { corruption, severity } of corruptions) {
    const { metrics } = await run((sound) => corruption.apply(sound, severity));
    const place = corruption.severities.indexOf(severity);
    figures.push({
      kind: corruption.name,
      severity: place < 0 ? null : place + 1,
      amount: `${severity} ${corruption.unit}`,
      metrics,
    });
  }
  return figures;
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      manifest: { type: 'string' },
      json: { type: 'string' },
      corrupt: { type: 'string' },
      noise: { type: 'string' },
    },
  });
  const preparing =
    values.manifest === undefined || positionals.length !== 1
      ? null
      : prepareNamed(positionals[0], values.manifest);
  if (preparing === null) {
    console.error(usage);
    return 2;
  }
  const noise = values.noise === undefined ? null : await readSound(values.noise);
  const corruptions = values.corrupt === undefined ? [] : readCorruptions(values.corrupt, noise);
  const run = await preparing;
  const evaluation = await run();
  console.log(printEvaluation(evaluation));
  const corruption = await runCorrupted(run, corruptions);
  if (corruption.length > 0) console.log(`\n${printCorruption(evaluation.metrics, corruption)}`);
  if (values.json !== undefined) {
    const { metrics, groups, skipped } = evaluation;
    const more = corruption.length > 0 ? { corruption } : {};
    await writeFile(values.json, `${JSON.stringify({ metrics, groups, skipped, ...more }, null, 2)}\n`);
  }
  return evaluation.measured > 0 ? 0 : 1;
}

await runCommand(main);
