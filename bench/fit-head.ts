import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { onnxFeaturesOf } from '../sdk/affect/onnx-features.ts';
import type { ModelEvaluation } from '../sdk/models/model-card.ts';
import type { FaceFrame } from '../sdk/vocabulary.ts';
import { outputDistributions } from './evaluate/describe-outputs.ts';
import { answerAtEnd, assess } from './evaluate/evaluate-face.ts';
import type { Figures } from './evaluate/expression-evaluation.ts';
import { expressionFigures } from './evaluate/expression-figures.ts';
import { type HeadPair, headDifferences } from './evaluate/head-differences.ts';
import { type OpenHarness, openHarness } from './evaluate/open-harness.ts';
import { describeHeads, describeSmiles } from './fit/describe-heads.ts';
import { fitHead, type HeadCase, headModel } from './fit/fit-head.ts';
import { type Face, type Looks, looksBy, withLooks } from './fit/fit-look.ts';
import { folds, lookAtFaces } from './fit/look-at-faces.ts';
import { type HeadEvidence, writeHead } from './fit/write-head.ts';
import { runCommand } from './run-command.ts';

// `npm run fit:head -- --manifest m.csv [--judge c.csv] [--refit-looks [--smiles s.csv]] [--id own-face-head] [--out folder]`
// fits an ONNX head of the face (createOnnxAffectHead) to photographs labelled `valence`, `arousal`, `person`, and says what
// it is worth beside the rules that ship: to people that it never saw, and, with --judge, on another collection, labelled
// `smile`. With --out it is written with manifest and model card. --refit-looks is for photographs that sdk/face/score-look.ts
// was fitted on: each person is then judged by looks that were fitted on the others and on --smiles, for both heads.

const usage =
  'usage: npm run fit:head -- --manifest m.csv [--judge c.csv] [--refit-looks [--smiles s.csv]] [--id own-face-head] [--out folder]';

const caseOf = ({ labels, fold }: Face, frames: readonly FaceFrame[]): HeadCase => ({
  features: onnxFeaturesOf(frames),
  labels,
  quality: frames.reduce((sum, { quality }) => sum + quality, 0) / frames.length,
  fold: fold ?? 0,
});

const framesOf = (face: Face, looks: Looks | null): readonly FaceFrame[] =>
  looks === null ? face.frames : withLooks(face, looks);

/** Both heads' answers to some faces, of a head that was fitted on others; each by the real thing. */
async function judge(
  faces: readonly Face[],
  others: readonly Face[],
  looks: Looks | null,
  harness: OpenHarness,
): Promise<readonly HeadPair[]> {
  const folder = await mkdtemp(join(tmpdir(), 'assent-head-'));
  try {
    const model = headModel(fitHead(others.map((face) => caseOf(face, framesOf(face, looks)))));
    await harness.openHead(await writeHead(folder, 'kept-apart', model, unproven));
    const pairs: HeadPair[] = [];
    for (const face of faces) {
      const frames = framesOf(face, looks);
      const shipped = assess(frames, face.labels);
      const answer = answerAtEnd(frames, await harness.judge(frames));
      pairs.push({ shipped, own: { ...shipped, ...answer } });
    }
    return pairs;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const unproven: HeadEvidence = {
  trainingData: 'Some of the people of a manifest.',
  evaluations: [],
  calibration: null,
  drift: [],
};

/** What the card says of people that were kept apart. */
function evidenceOf(pairs: readonly HeadPair[], figures: Figures, manifest: string): HeadEvidence {
  const people = new Set(pairs.map(({ own }, at) => own.labels.person ?? at)).size;
  const data = `${basename(manifest)}: ${pairs.length} photographs of ${people} people`;
  const by = 'npm run fit:head';
  const apart = `${data}, each person judged by a model that was fitted on the others`;
  const rounded = (value: number): number => Number(value.toFixed(3));
  return {
    trainingData: `${data}.`,
    evaluations: ['valenceAuc', 'valenceError', 'arousalAuc', 'arousalError'].flatMap(
      (measure): ModelEvaluation[] => {
        const { value = null, low = null, high = null } = figures[measure] ?? {};
        if (value === null) return [];
        const interval = low === null || high === null ? null : ([rounded(low), rounded(high)] as const);
        return [{ measure, data: apart, by, value: rounded(value), interval, groups: [] }];
      },
    ),
    calibration: (['valence', 'arousal'] as const).flatMap((output) => {
      const error = figures[`${output}CalibrationError`]?.value ?? null;
      return error === null ? [] : [{ output, error: rounded(error), data: apart }];
    }),
    drift: outputDistributions(pairs.map(({ own }) => own)).filter(({ feature }) => feature !== 'smile'),
  };
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      manifest: { type: 'string' },
      judge: { type: 'string' },
      smiles: { type: 'string' },
      'refit-looks': { type: 'boolean', default: false },
      id: { type: 'string', default: 'own-face-head' },
      out: { type: 'string' },
    },
  });
  const { manifest, smiles, id, out, 'refit-looks': refitsLooks } = values;
  const isOdd = smiles !== undefined && !refitsLooks;
  if (manifest === undefined || isOdd || !/^[\w-]+$/.test(id)) {
    console.error(usage);
    return 2;
  }
  const harness = await openHarness();
  try {
    const faces = await lookAtFaces(manifest, harness, true);
    const others = smiles === undefined ? [] : await lookAtFaces(smiles, harness, false);
    const pairs: HeadPair[] = [];
    for (let fold = 0; fold < folds; fold++) {
      const kept = faces.filter((face) => face.fold !== fold);
      const apart = faces.filter((face) => face.fold === fold);
      const looks = refitsLooks ? looksBy([...kept, ...others]) : null;
      pairs.push(...(await judge(apart, kept, looks, harness)));
    }
    const own = expressionFigures(pairs.map((pair) => pair.own));
    const shipped = expressionFigures(pairs.map((pair) => pair.shipped));
    console.log(`${pairs.length} photographs, each person judged by a head that was fitted on the others`);
    console.log(describeHeads(shipped, own, headDifferences(pairs)));
    if (values.judge !== undefined) {
      const strangers = await lookAtFaces(values.judge, harness, false);
      console.log(
        `\n${strangers.length} photographs of ${basename(values.judge)}, by a head that was fitted on all`,
      );
      console.log(describeSmiles(await judge(strangers, faces, null, harness)));
    }
    if (out !== undefined) {
      const head = fitHead(faces.map((face) => caseOf(face, face.frames)));
      const { path } = await writeHead(out, id, headModel(head), evidenceOf(pairs, own, manifest));
      console.log(`\nwritten, with its model and its card: ${path}`);
    }
    return 0;
  } finally {
    await harness.close();
  }
}

await runCommand(main);
