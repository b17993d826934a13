import { parseArgs } from 'node:util';
import type { Assessment } from './evaluate/assessment.ts';
import { bootstrap } from './evaluate/bootstrap.ts';
import { expectedCalibrationError } from './evaluate/calibration.ts';
import { assess } from './evaluate/evaluate-face.ts';
import { dimensionClaims } from './evaluate/expression-figures.ts';
import { openHarness } from './evaluate/open-harness.ts';
import { rankArea } from './evaluate/rank-area.ts';
import { fitLook, looksBy, withLooks } from './fit/fit-look.ts';
import { folds, lookAtFaces } from './fit/look-at-faces.ts';
import { runCommand } from './run-command.ts';

// `npm run fit:affect -- --manifest m.csv [--smiles s.csv]` fits the weights of the frown and the wide-open look in
// sdk/face/score-look.ts on photographs labelled by expression (columns `image`, `smile`, `valence`, `arousal`, `person`,
// `group_label`), and on a second collection that knows of smiles only: faces in it that do not smile show neither look.
// Then it asks what the head is worth to people that nothing was fitted to: all three looks refitted on the others.

const usage = 'usage: npm run fit:affect -- --manifest m.csv [--smiles s.csv]';
const dimensions = ['valence', 'arousal'] as const;

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
    const own = await lookAtFaces(values.manifest, harness, true);
    const others = values.smiles === undefined ? [] : await lookAtFaces(values.smiles, harness, false);
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
        return looksBy([...own.filter((face) => face.fold !== fold), ...more]);
      });
      console.log(`  ${told}`);
      describe(
        own.flatMap((face) => {
          const looks = byFold[face.fold ?? -1];
          return looks === undefined ? [] : [assess(withLooks(face, looks), face.labels)];
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

await runCommand(main);
