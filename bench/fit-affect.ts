import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { faceActionNames } from '../sdk/face/face-actions.ts';
import { type Assessment, type ExpressionLabels, readLabels } from './evaluate/assessment.ts';
import { bootstrap } from './evaluate/bootstrap.ts';
import { expectedCalibrationError } from './evaluate/calibration.ts';
import { assess, held } from './evaluate/evaluate-face.ts';
import { dimensionClaims } from './evaluate/expression-figures.ts';
import { type OpenHarness, openHarness } from './evaluate/open-harness.ts';
import { createProgressBar } from './evaluate/progress-bar.ts';
import { rankArea } from './evaluate/rank-area.ts';
import { need, readManifest } from './evaluate/read-manifest.ts';
import { fitStandardised } from './fit/fit-standardised.ts';

// `npm run fit:affect -- --manifest m.csv` asks whether a head that is fitted does better than the rules that ship:
// logistic regressions of the actions, fitted on four fifths of the people and judged on the others, beside the rules on
// the same photographs (columns `image`, `valence`, `arousal`, `person`). And whether the rules' deviations are true: as
// they ship, and as the other people's residuals would have them.

const usage = 'usage: npm run fit:affect -- --manifest m.csv';
const folds = 5;
const ridges = [1, 10, 100] as const;
const dimensions = ['valence', 'arousal'] as const;

interface Face {
  readonly labels: ExpressionLabels;
  readonly features: readonly number[];
  readonly assessment: Assessment;
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
    const assessment = assess(shown, labels);
    if (actions === null || assessment.valence === null || assessment.arousal === null) continue;
    faces.push({
      labels,
      features: faceActionNames.map((name) => actions[name]),
      assessment,
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

/** The deviations that fit the people of the other folds, with and without a smile, in place of those that ship. */
function refitted(faces: readonly Face[], name: (typeof dimensions)[number]): readonly Assessment[] {
  const isSmiling = ({ assessment }: Face): boolean => (assessment.smile ?? 0) > 0.5;
  return faces.map((face) => {
    const { assessment } = face;
    const estimate = assessment[name];
    const squares = faces.flatMap((other) => {
      const [theirs, label] = [other.assessment[name], other.labels[name]];
      return other.fold === face.fold || isSmiling(other) !== isSmiling(face) || !theirs || label === null
        ? []
        : [((label - theirs.value) / (theirs.deviation ?? 1)) ** 2];
    });
    const factor = Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / squares.length);
    return estimate === null
      ? assessment
      : { ...assessment, [name]: { ...estimate, deviation: (estimate.deviation ?? 1) * factor } };
  });
}

function calibrationError(some: readonly Assessment[], name: (typeof dimensions)[number]): string {
  const { value, low, high } = bootstrap(some, (resampled) =>
    expectedCalibrationError(dimensionClaims(resampled, name)),
  );
  return `${value?.toFixed(3)} (95 %: ${low?.toFixed(3)} to ${high?.toFixed(3)})`;
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
          faces.map(({ assessment }) => assessment[name]?.value ?? 0),
          name,
        )}`,
      );
      for (const ridge of ridges)
        console.log(
          `  fitted, ridge ${String(ridge).padEnd(8)} ${area(faces, fittedScores(faces, name, ridge), name)}`,
        );
      const shipped = faces.map(({ assessment }) => assessment);
      console.log(`  calibration error of the rules  ${calibrationError(shipped, name)}`);
      console.log(`  by other people's residuals     ${calibrationError(refitted(faces, name), name)}`);
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
