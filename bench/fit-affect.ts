import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { faceActionNames } from '../sdk/face/face-actions.ts';
import { type ExpressionLabels, readLabels } from './evaluate/assessment.ts';
import { assess, held } from './evaluate/evaluate-face.ts';
import { type OpenHarness, openHarness } from './evaluate/open-harness.ts';
import { createProgressBar } from './evaluate/progress-bar.ts';
import { rankArea } from './evaluate/rank-area.ts';
import { need, readManifest } from './evaluate/read-manifest.ts';
import { fitStandardised } from './fit/fit-standardised.ts';

// `npm run fit:affect -- --manifest m.csv` asks whether a head that is fitted does better than the rules that ship:
// logistic regressions of the actions, fitted on four fifths of the people and judged on the others, beside the rules on
// the same photographs (columns `image`, `valence`, `arousal`, `person`).

const usage = 'usage: npm run fit:affect -- --manifest m.csv';
const folds = 5;
const ridges = [1, 10, 100] as const;
const dimensions = ['valence', 'arousal'] as const;

interface Face {
  readonly labels: ExpressionLabels;
  readonly features: readonly number[];
  readonly rules: Readonly<Record<(typeof dimensions)[number], number>>;
  readonly fold: number;
}

async function look(manifest: string, harness: OpenHarness): Promise<readonly Face[]> {
  const { folder, rows } = await readManifest(manifest, 'image');
  const people = [...new Set(rows.map(({ line, values }) => values.person || `line ${line}`))].sort();
  const progress = createProgressBar('photographs');
  const faces: Face[] = [];
  for (const [index, row] of rows.entries()) {
    progress(index, rows.length);
    const labels = readLabels(row);
    const url = harness.offer(resolve(folder, need(row, 'image')));
    const shown = await harness.show([{ url, corruption: null, ...held }]);
    const actions = shown.flat().at(-1)?.actions ?? null;
    const { valence, arousal } = assess(shown, labels);
    if (actions === null || valence === null || arousal === null) continue;
    faces.push({
      labels,
      features: faceActionNames.map((name) => actions[name]),
      rules: { valence: valence.value, arousal: arousal.value },
      fold: people.indexOf(labels.person ?? `line ${row.line}`) % folds,
    });
  }
  return faces;
}

/** Scores of faces by what was fitted on the people of the other folds. */
function fittedScores(
  faces: readonly Face[],
  name: (typeof dimensions)[number],
  ridge: number,
): readonly number[] {
  const fits = Array.from({ length: folds }, (_, fold) =>
    fitStandardised(
      faces.flatMap(({ features, labels, fold: own }) =>
        own === fold || !labels[name] ? [] : [{ features, isTrue: labels[name] > 0, weight: 1 }],
      ),
      ridge,
    ),
  );
  return faces.map(({ features, fold }) =>
    features.reduce(
      (sum, value, at) => sum + value * (fits[fold]?.weights[at] ?? 0),
      fits[fold]?.constant ?? 0,
    ),
  );
}

function area(faces: readonly Face[], scores: readonly number[], name: (typeof dimensions)[number]): string {
  const of = (sign: number): number[] =>
    scores.filter((_, at) => Math.sign(faces[at]?.labels[name] ?? 0) === sign);
  return rankArea(of(1), of(-1)).toFixed(3);
}

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { manifest: { type: 'string' } } });
  if (values.manifest === undefined) {
    console.error(usage);
    return 2;
  }
  const harness = await openHarness();
  try {
    const faces = await look(values.manifest, harness);
    for (const name of dimensions) {
      console.log(`${name}, area under the curve over ${faces.length} photographs`);
      console.log(
        `  rules                  ${area(
          faces,
          faces.map(({ rules }) => rules[name]),
          name,
        )}`,
      );
      for (const ridge of ridges)
        console.log(
          `  fitted, ridge ${String(ridge).padEnd(8)} ${area(faces, fittedScores(faces, name, ridge), name)}`,
        );
    }
    return 0;
  } finally {
    await harness.close();
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
