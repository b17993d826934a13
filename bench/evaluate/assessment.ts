import type { ManifestRow } from './read-manifest.ts';

/** What a manifest says of a picture or clip; `null` where it says nothing. */
export interface ExpressionLabels {
  readonly smile: boolean | null;
  /** From -1 to 1; `high` counts as 1, `low` as -1. */
  readonly valence: number | null;
  readonly arousal: number | null;
  readonly isNeutral: boolean;
  /** Names who is shown; rows of one person serve each other as baseline. */
  readonly person: string | null;
}

/** An estimate of one dimension; without a deviation it claims nothing of its error. */
export interface DimensionEstimate {
  readonly value: number;
  readonly deviation: number | null;
}

/** What a head says of one picture or clip; `null` where it abstains. */
export interface HeadAnswer {
  readonly valence: DimensionEstimate | null;
  readonly arousal: DimensionEstimate | null;
}

/** What was found in one picture or clip, beside its labels. */
export interface Assessment extends HeadAnswer {
  readonly labels: ExpressionLabels;
  /** Over 0.5 is called a smile; `null` where nothing was measured. */
  readonly smile: number | null;
  /** Why nothing was measured; empty where something was. */
  readonly shortfalls: readonly string[];
  /** Whether the person's own neutral was known. */
  readonly hadBaseline: boolean;
  /** What somebody's own head says of the same frames, where one is evaluated. */
  readonly own?: HeadAnswer;
}

/** The same with the answer of the own head. */
export function byOwnHead(assessment: Assessment): Assessment {
  return { ...assessment, ...assessment.own };
}

/**
 * Reads the labels of a row.
 *
 * @throws Error naming the column whose value cannot be read.
 */
export function readLabels(row: ManifestRow): ExpressionLabels {
  const smile = yesOrNo(row, 'smile');
  return {
    smile,
    valence: dimension(row, 'valence'),
    arousal: dimension(row, 'arousal'),
    isNeutral: yesOrNo(row, 'neutral') === true,
    person: row.values.person || null,
  };
}

function yesOrNo({ values }: ManifestRow, column: string): boolean | null {
  const text = values[column] ?? '';
  if (text === '') return null;
  if (/^(1|yes|true)$/i.test(text)) return true;
  if (/^(0|no|false)$/i.test(text)) return false;
  throw new Error(`'${column}' is '${text}', not 0 or 1`);
}

function dimension({ values }: ManifestRow, column: string): number | null {
  const text = values[column] ?? '';
  if (text === '') return null;
  if (/^high$/i.test(text)) return 1;
  if (/^low$/i.test(text)) return -1;
  const value = Number(text);
  if (Number.isFinite(value) && Math.abs(value) <= 1) return value;
  throw new Error(`'${column}' is '${text}', not high, low or a number from -1 to 1`);
}
