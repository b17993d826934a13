import { basename, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { lookFeatures, scoreLook } from '../sdk/face/score-look.ts';
import { readLabels } from './evaluate/assessment.ts';
import { bootstrap } from './evaluate/bootstrap.ts';
import { type Claim, calibrationErrorByChance, expectedCalibrationError } from './evaluate/calibration.ts';
import { type OpenHarness, openHarness } from './evaluate/open-harness.ts';
import { createProgressBar } from './evaluate/progress-bar.ts';
import { rankArea } from './evaluate/rank-area.ts';
import { need, readManifest } from './evaluate/read-manifest.ts';
import { collectionWeight } from './fit/fit-look.ts';
import { type Case, fitStandardised } from './fit/fit-standardised.ts';
import { evaluateForm, type LinearForm } from './fit/standardise.ts';
import { runCommand } from './run-command.ts';

// `npm run fit:smile -- --manifest a.csv --manifest b.csv [...]` fits the weights of the smile in sdk/face/score-look.ts on collections
// of photographs (columns `image`, `smile`), each counting as much as the others; then on all but one, judged on that one.

const usage = 'usage: npm run fit:smile -- --manifest a.csv --manifest b.csv [...]';
const ridge = 1;

interface Face {
  readonly features: readonly number[];
  readonly shipped: number;
  readonly isSmile: boolean;
}

interface Collection {
  readonly name: string;
  readonly faces: readonly Face[];
}

async function look(manifest: string, harness: OpenHarness): Promise<Collection> {
  const { folder, rows } = await readManifest(manifest, 'image');
  const name = basename(manifest);
  const progress = createProgressBar(name);
  const faces: Face[] = [];
  for (const [index, row] of rows.entries()) {
    progress(index, rows.length);
    const isSmile = readLabels(row).smile;
    if (isSmile === null) continue;
    const raw = await harness.observe(harness.offer(resolve(folder, need(row, 'image'))));
    if (raw === null || raw.shape === null) continue;
    const source = { ...raw, blendshapes: new Map(Object.entries(raw.blendshapes)) };
    faces.push({
      features: lookFeatures('smile', source),
      shipped: scoreLook('smile', source),
      isSmile,
    });
  }
  return { name, faces };
}

const casesOf = (collections: readonly Collection[]): readonly Case[] =>
  collections.flatMap(({ faces }) =>
    faces.map(({ features, isSmile }) => ({
      features,
      isTrue: isSmile,
      weight: collectionWeight / faces.length,
    })),
  );

const scoreBy =
  (form: LinearForm) =>
  ({ features }: Face): number =>
    1 / (1 + Math.exp(-evaluateForm(form, features)));

/** The calibration error over all collections, with what chance alone makes of so many claims. */
function describeCalibration(claims: readonly Claim[]): string {
  const { value, low, high, n } = bootstrap(claims, expectedCalibrationError);
  return `${value?.toFixed(3)} (95 %: ${low?.toFixed(3)} to ${high?.toFixed(3)}; ${calibrationErrorByChance(claims).toFixed(3)} by chance alone), ${n} photographs`;
}

const claimsOf = ({ faces }: Collection, score: (face: Face) => number): readonly Claim[] =>
  faces.map((face) => ({ probability: score(face), isTrue: face.isSmile }));

function describe(collection: Collection, score: (face: Face) => number): string {
  const { faces } = collection;
  const scores = (isSmile: boolean): number[] => faces.filter((face) => face.isSmile === isSmile).map(score);
  const [smiles, others] = [scores(true), scores(false)];
  const called = (some: readonly number[]): string =>
    `${((100 * some.filter((one) => one > 0.5).length) / some.length).toFixed(1)} %`;
  const error = expectedCalibrationError(claimsOf(collection, score));
  return `AUC ${rankArea(smiles, others).toFixed(4)}, ${called(smiles)} true, ${called(others)} false, calibration error ${error.toFixed(3)} (${smiles.length} smiles, ${others.length} others)`;
}

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { manifest: { type: 'string', multiple: true } } });
  const manifests = values.manifest ?? [];
  if (manifests.length === 0) {
    console.error(usage);
    return 2;
  }
  const harness = await openHarness();
  try {
    const collections: Collection[] = [];
    for (const manifest of manifests) collections.push(await look(manifest, harness));
    const fit = fitStandardised(casesOf(collections), ridge);
    console.log(
      `fitted on all: weights ${fit.weights.map((one) => one.toFixed(2)).join(', ')}, constant ${fit.constant.toFixed(2)}`,
    );
    const heldOut: Claim[] = [];
    for (const collection of collections) {
      console.log(`\n${collection.name}`);
      console.log(
        `  mouthSmile alone       ${describe(collection, ({ features }) => 10 ** (features[0] ?? 0))}`,
      );
      console.log(`  as shipped             ${describe(collection, ({ shipped }) => shipped)}`);
      const others = collections.filter((other) => other !== collection);
      if (others.length === 0) continue;
      const score = scoreBy(fitStandardised(casesOf(others), ridge));
      console.log(`  fitted on the others   ${describe(collection, score)}`);
      heldOut.push(...claimsOf(collection, score));
    }
    const shipped = collections.flatMap((collection) => claimsOf(collection, ({ shipped }) => shipped));
    console.log('\ncalibration error over all');
    console.log(`  as shipped             ${describeCalibration(shipped)}`);
    if (heldOut.length > 0) console.log(`  each by the others' fit ${describeCalibration(heldOut)}`);
    return 0;
  } finally {
    await harness.close();
  }
}

await runCommand(main);
