import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ModelCard } from '../../sdk/models/model-card.ts';
import type { ModelManifest } from '../../sdk/models/model-manifest.ts';
import { renderCard } from '../cards/render-card.ts';
import type { HeadFile } from '../evaluate/read-head.ts';

/** What is known of a head that was fitted. */
export interface HeadEvidence extends Pick<ModelCard, 'trainingData' | 'evaluations' | 'calibration'> {
  readonly drift: NonNullable<ModelCard['drift']>;
}

/**
 * Writes a model of affect with its manifest, which carries the card, and the card for people:
 * `ID.onnx`, `ID.manifest.json`, `ID.card.md`. Another fit is another version.
 */
export async function writeHead(
  folder: string,
  id: string,
  model: Uint8Array,
  evidence: HeadEvidence,
): Promise<HeadFile> {
  const sha256 = createHash('sha256').update(model).digest('hex');
  const named = { id, version: sha256.slice(0, 8), sha256, licence: 'NOASSERTION' } as const;
  const file = `${id}.onnx`;
  const card = { ...named, ...describeHead, ...evidence };
  const manifest: ModelManifest = { ...named, file, bytes: model.length, card, sources: [] };
  await mkdir(folder, { recursive: true });
  const path = join(folder, `${id}.manifest.json`);
  await writeFile(join(folder, file), model);
  await writeFile(path, `${JSON.stringify(manifest, null, 2)}\n`);
  await writeFile(join(folder, `${id}.card.md`), renderCard(card));
  return { path, manifest, model: join(folder, file) };
}

const describeHead: Omit<
  ModelCard,
  keyof HeadEvidence | 'id' | 'version' | 'sha256' | 'licence' | 'corruption'
> & { readonly corruption: readonly [] } = {
  name: 'A head of expressed valence and arousal from the face, fitted on photographs',
  authors: 'whoever ran npm run fit:head',
  input: 'The actions of the face over one second, each 0 to 1 above what is neutral (createOnnxAffectHead).',
  output:
    'Expressed valence and arousal, each from -1 to 1 with a standard deviation: a linear regression of the actions with a ridge penalty for each.',
  intendedUse: [
    'Showing a participant, on their own device, after they opted in and where policy allows it, how their expression may come across.',
  ],
  prohibitedUse: [
    'Telling what a person feels, wants or intends: it estimates the expression as measured.',
    'Workplaces, education and recruitment; anything decided about a person; anybody but the participant.',
  ],
  limits: [
    'Fitted on still photographs against what is neutral among people, not against the person’s own neutral.',
    'It is as good as its labels, which strangers gave, and as its people: on others it errs more.',
    'Not established per group of people.',
  ],
  corruption: [],
  references: [],
};
