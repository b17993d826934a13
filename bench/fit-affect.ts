import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { arousalRules, type FaceRule, valenceRules } from '../sdk/affect/face-rules.ts';
import { createNeutralBaseline } from '../sdk/face/create-neutral-baseline.ts';
import { readFaceActions } from '../sdk/face/face-actions.ts';
import type { LookName } from '../sdk/face/score-look.ts';
import type { FaceActions } from '../sdk/vocabulary.ts';
import { type Assessment, readLabels } from './evaluate/assessment.ts';
import { bootstrap } from './evaluate/bootstrap.ts';
import { expectedCalibrationError } from './evaluate/calibration.ts';
import { assess, held } from './evaluate/evaluate-face.ts';
import { dimensionClaims } from './evaluate/expression-figures.ts';
import { type OpenHarness, openHarness } from './evaluate/open-harness.ts';
import { createProgressBar } from './evaluate/progress-bar.ts';
import { rankArea } from './evaluate/rank-area.ts';
import { need, readManifest } from './evaluate/read-manifest.ts';
import { collectionWeight, type Face, fitLook, type Score, scoreBy } from './fit/fit-look.ts';

// `npm run fit:affect -- --manifest m.csv [--smiles s.csv]` fits the weights of the frown and the wide-open look in
// sdk/face/score-look.ts on photographs labelled by expression (columns `image`, `smile`, `valence`, `arousal`, `person`,
// `group_label`), and on a second collection that knows of smiles only: faces in it that do not smile show neither look.
// Then it asks what the head is worth to people that nothing was fitted to: all three looks refitted on the others.

const usage = 'usage: npm run fit:affect -- --manifest m.csv [--smiles s.csv]';
const folds = 5;
const looks: readonly LookName[] = ['smile', 'frown', 'wideOpen'];
const dimensions = ['valence', 'arousal'] as const;

async function look(manifest: string, harness: OpenHarness, hasPeople: boolean): Promise<readonly Face[]> {
  const { folder, rows } = await readManifest(manifest, 'image');
  const people = [...new Set(rows.map(({ line, values }) => values.person || `line ${line}`))].sort();
  const progress = createProgressBar(manifest);
  const faces: Omit<Face, 'share'>[] = [];
  for (const [index, row] of rows.entries()) {
    progress(index, rows.length);
    const labels = readLabels(row);
    const url = harness.offer(resolve(folder, need(row, 'image')));
    const assessment = assess(await harness.show([{ url, corruption: null, ...held }]), labels);
    const raw = await harness.observe(url);
    if (raw === null || raw.shape === null || assessment.valence === null || assessment.arousal === null)
      continue;
    faces.push({
      labels,
      label: row.values.group_label ?? '',
      source: { ...raw, blendshapes: new Map(Object.entries(raw.blendshapes)) },
      assessment,
      fold: hasPeople ? people.indexOf(labels.person ?? `line ${row.line}`) % folds : null,
    });
  }
  const asked = faces.filter(({ labels }) => labels.smile !== null).length;
  return faces.map((face) => ({ ...face, share: collectionWeight / asked }));
}

/** The head's answer to a still picture whose looks are scored otherwise. */
function reassess({ source, assessment }: Face, scores: Readonly<Record<LookName, Score>>): Assessment {
  const raw: FaceActions = {
    ...readFaceActions(source),
    smile: scores.smile(source),
    frown: scores.frown(source),
    wideOpen: scores.wideOpen(source),
  };
  const actions = createNeutralBaseline().push(0, raw);
  const value = (rules: readonly FaceRule[]): number =>
    Math.min(
      Math.max(
        rules.reduce((sum, { weight, counts }) => sum + weight * counts(actions), 0),
        -1,
      ),
      1,
    );
  return {
    ...assessment,
    smile: actions.smile,
    valence: { value: value(valenceRules), deviation: assessment.valence?.deviation ?? null },
    arousal: { value: value(arousalRules), deviation: assessment.arousal?.deviation ?? null },
  };
}

function describe(some: readonly Assessment[], labels: readonly string[]): void {
  for (const name of dimensions) {
    const of = (wanted: (label: number, at: number) => boolean): number[] =>
      some.flatMap((one, at) => (wanted(one.labels[name] ?? 0, at) ? [one[name]?.value ?? 0] : []));
    const rest = of((_, at) => labels[at] === 'neutral');
    const { value, low, high } = bootstrap(some, (resampled) =>
      expectedCalibrationError(dimensionClaims(resampled, name)),
    );
    const area = rankArea(
      of((label) => label > 0),
      of((label) => label < 0),
    );
    console.log(
      `    ${name}: AUC ${area.toFixed(3)}, at rest ${(rest.reduce((sum, one) => sum + one, 0) / rest.length).toFixed(2)}, calibration error ${value?.toFixed(3)} (95 %: ${low?.toFixed(3)} to ${high?.toFixed(3)})`,
    );
  }
  const valences = (wanted: (label: string, valence: number) => boolean): number[] =>
    some.flatMap((one, at) =>
      wanted(labels[at] ?? '', one.labels.valence ?? 0) ? [one.valence?.value ?? 0] : [],
    );
  const unpleasant = valences((_, valence) => valence < 0);
  for (const label of ['happiness', 'surprise', 'neutral'])
    console.log(
      `    valence, ${label} against what is unpleasant: AUC ${rankArea(
        valences((one) => one === label),
        unpleasant,
      ).toFixed(3)}`,
    );
}

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { manifest: { type: 'string' }, smiles: { type: 'string' } } });
  if (values.manifest === undefined) {
    console.error(usage);
    return 2;
  }
  const harness = await openHarness();
  try {
    const own = await look(values.manifest, harness, true);
    const others = values.smiles === undefined ? [] : await look(values.smiles, harness, false);
    for (const name of ['frown', 'wideOpen'] as const) {
      const { weights, constant } = fitLook(name, [...own, ...others]);
      console.log(
        `${name}: weights ${weights.map((one) => one.toFixed(2)).join(', ')}, constant ${constant.toFixed(2)}`,
      );
    }
    const labels = own.map(({ label }) => label);
    console.log(`\n  as shipped, ${own.length} photographs`);
    describe(
      own.map(({ assessment }) => assessment),
      labels,
    );
    for (const [told, more] of [
      ['each by what was fitted on other people', others],
      ['and without the second collection', []],
    ] as const) {
      const byFold = Array.from({ length: folds }, (_, fold) => {
        const kept = [...own.filter((face) => face.fold !== fold), ...more];
        return Object.fromEntries(looks.map((name) => [name, scoreBy(name, kept)])) as Record<
          LookName,
          Score
        >;
      });
      console.log(`  ${told}`);
      describe(
        own.flatMap((face) => {
          const scores = byFold[face.fold ?? -1];
          return scores === undefined ? [] : [reassess(face, scores)];
        }),
        labels,
      );
      if (more.length === 0) break;
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
