import { resolve } from 'node:path';
import { readLabels } from '../evaluate/assessment.ts';
import { assess, existing, held } from '../evaluate/evaluate-face.ts';
import type { OpenHarness } from '../evaluate/open-harness.ts';
import { createProgressBar } from '../evaluate/progress-bar.ts';
import { type ManifestRow, need, readManifest } from '../evaluate/read-manifest.ts';
import { EvaluationStopped } from '../evaluate/task.ts';
import { collectionWeight, type Face } from './fit-look.ts';

/** Into so many parts people are split, each judged by what was fitted on the others. */
export const folds = 5;

/**
 * Shows the photographs of a manifest to the built pipeline, each held still; those in which it measures nothing are left
 * out, and rows that cannot be used are named by their line.
 *
 * @param hasPeople - Whether its column `person` says who is to be kept apart.
 */
export async function lookAtFaces(
  manifest: string,
  harness: OpenHarness,
  hasPeople: boolean,
): Promise<readonly Face[]> {
  const { folder, rows } = await readManifest(manifest, 'image');
  const people = [...new Set(rows.map(({ line, values }) => values.person || `line ${line}`))].sort();
  const progress = createProgressBar(manifest);
  const faces: Omit<Face, 'share'>[] = [];
  for (const [index, row] of rows.entries()) {
    progress(index, rows.length);
    try {
      const fold = hasPeople ? people.indexOf(row.values.person || `line ${row.line}`) % folds : null;
      const face = await lookAt(row, folder, harness);
      if (face !== null) faces.push({ ...face, fold });
    } catch (error) {
      if (error instanceof EvaluationStopped) throw error;
      console.error(`line ${row.line}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  const asked = faces.filter(({ labels }) => labels.smile !== null).length;
  return faces.map((face) => ({ ...face, share: collectionWeight / asked }));
}

async function lookAt(
  row: ManifestRow,
  folder: string,
  harness: OpenHarness,
): Promise<Omit<Face, 'share' | 'fold'> | null> {
  const labels = readLabels(row);
  const url = harness.offer(await existing(resolve(folder, need(row, 'image'))));
  const frames = (await harness.show([{ url, corruption: null, ...held }])).flat();
  const assessment = assess(frames, labels);
  const raw = await harness.observe(url);
  if (raw === null || raw.shape === null || assessment.valence === null || assessment.arousal === null)
    return null;
  return {
    labels,
    label: row.values.group_label ?? '',
    source: { ...raw, blendshapes: new Map(Object.entries(raw.blendshapes)) },
    frames,
    assessment,
  };
}
