import type { SpeechNetwork } from '../../sdk/voice/speech-network.ts';
import type { Estimate } from './bootstrap.ts';
import type { ManifestRow } from './read-manifest.ts';
import type { Sound } from './sound.ts';

/** What a task needs of its surroundings. */
export interface TaskContext {
  readonly folder: string;
  readonly network: SpeechNetwork | null;
  /** Reads a row's recording, corrupted where that is asked for. @throws Error saying why there is none. */
  read(row: ManifestRow): Promise<Sound>;
}

/** One thing that can be evaluated; `T` is what it keeps of one recording. */
export interface Task<T> {
  /** The column that names a row's file; `audio` unless told. */
  readonly column?: string;
  /** Whether the speech network is asked. */
  readonly usesNetwork: boolean;
  /** Turns one row into an outcome. @throws Error saying why the row cannot be used. */
  measure(row: ManifestRow, context: TaskContext): Promise<T>;
  /** Completes outcomes that need to know of each other. */
  relate?(outcomes: readonly Outcome<T>[]): void;
  /** The figures of some outcomes. */
  figures(outcomes: readonly T[]): Readonly<Record<string, Estimate>>;
}

/** A row that was measured. */
export interface Outcome<T> {
  readonly row: ManifestRow;
  readonly value: T;
}

/** A row that was not. */
export interface Skipped {
  readonly line: number;
  readonly reason: string;
}

/** What measures is gone: no further row can be measured, and none is to blame. */
export class EvaluationStopped extends Error {
  override readonly name = 'EvaluationStopped';
}
