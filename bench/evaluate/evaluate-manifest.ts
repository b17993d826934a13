import { resolve } from 'node:path';
import type { SpeechNetwork } from '../../sdk/voice/speech-network.ts';
import type { Estimate } from './bootstrap.ts';
import { type ManifestRow, need, readManifest } from './read-manifest.ts';
import { readSound } from './read-sound.ts';
import type { Sound } from './sound.ts';
import { EvaluationStopped, type Outcome, type Skipped, type Task } from './task.ts';

type Figures = Readonly<Record<string, Estimate>>;

/** What an evaluation found. */
export interface Evaluation {
  readonly metrics: Figures;
  /** By `group_*` column, then by its value. */
  readonly groups: Readonly<Record<string, Readonly<Record<string, Figures>>>>;
  readonly skipped: readonly Skipped[];
  /** Rows that were measured. */
  readonly measured: number;
}

/**
 * Runs a task over a manifest. A row that cannot be used is skipped with its
 * reason, and the rest go on.
 *
 * @throws Error when the manifest itself cannot be read.
 * @throws EvaluationStopped when what measures is gone.
 */
export async function evaluateManifest<T>(
  task: Task<T>,
  manifestPath: string,
  network: SpeechNetwork | null,
  onProgress: (done: number, of: number) => void,
  corrupt: (sound: Sound) => Sound = (sound) => sound,
): Promise<Evaluation> {
  const manifest = await readManifest(manifestPath, task.column);
  const context = {
    folder: manifest.folder,
    network,
    read: async (row: ManifestRow) => corrupt(await readSound(resolve(manifest.folder, need(row, 'audio')))),
  };
  const outcomes: Outcome<T>[] = [];
  const skipped: Skipped[] = [];
  for (const [index, row] of manifest.rows.entries()) {
    onProgress(index, manifest.rows.length);
    try {
      outcomes.push({ row, value: await task.measure(row, context) });
    } catch (error) {
      if (error instanceof EvaluationStopped) throw error;
      skipped.push({ line: row.line, reason: error instanceof Error ? error.message : String(error) });
    }
  }
  task.relate?.(outcomes);
  return { ...figuresByGroup(outcomes, manifest.columns, task.figures), skipped, measured: outcomes.length };
}

/** The figures of all outcomes, and of those of each value of each column that is named `group_*`. */
export function figuresByGroup<T>(
  outcomes: readonly Outcome<T>[],
  columns: readonly string[],
  figuresOf: Task<T>['figures'],
): Pick<Evaluation, 'metrics' | 'groups'> {
  const figures = (some: readonly Outcome<T>[]): Figures => figuresOf(some.map(({ value }) => value));
  const groups = columns
    .filter((column) => column.startsWith('group_'))
    .map((column) => {
      const values = [...new Set(outcomes.map(({ row }) => row.values[column] ?? ''))].filter(Boolean).sort();
      const tables = values.map((value) => [
        value,
        figures(outcomes.filter(({ row }) => row.values[column] === value)),
      ]);
      return [column, Object.fromEntries(tables)];
    });
  return { metrics: figures(outcomes), groups: Object.fromEntries(groups) };
}
