import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { parse } from 'csv-parse/sync';

/** One row of a manifest. */
export interface ManifestRow {
  /** Line of the manifest that it stands on, from 1. */
  readonly line: number;
  readonly values: Readonly<Record<string, string>>;
}

/** A table of recordings with what is known about them. */
export interface Manifest {
  readonly folder: string;
  readonly columns: readonly string[];
  readonly rows: readonly ManifestRow[];
}

/**
 * Reads a CSV file (RFC 4180, a byte order mark and blank lines allowed) with a
 * header and the column that names the files. Rows that are too short lack their last values; what a task needs it asks for itself.
 *
 * @throws Error naming the file, and the line or column, where it is no CSV, has no such column or one twice, or a row has
 * more values than the header has columns: a comma in a name without quotes would shift what follows.
 */
export async function readManifest(path: string, column = 'audio'): Promise<Manifest> {
  const [header, ...records] = parseRecords(path, await readFile(path, 'utf8'));
  const columns = header?.record ?? [];
  if (!columns.includes(column)) throw new Error(`${path}: its header has no column '${column}'`);
  const twice = columns.find((name, index) => name !== '' && columns.indexOf(name) < index);
  if (twice !== undefined) throw new Error(`${path}: its header has the column '${twice}' twice`);
  for (const { info, record } of records) {
    if (record.slice(columns.length).some((value) => value !== ''))
      throw new Error(
        `${path}, line ${info.lines}: it has ${record.length} values, the header ${columns.length} columns`,
      );
  }
  const rows = records.map(({ info, record }) => ({
    line: info.lines,
    values: Object.fromEntries(columns.map((column, i) => [column, record[i] ?? ''])),
  }));
  return { folder: dirname(resolve(path)), columns, rows };
}

interface ParsedRecord {
  readonly info: { readonly lines: number };
  readonly record: readonly string[];
}

function parseRecords(path: string, text: string): readonly ParsedRecord[] {
  try {
    return parse(text, {
      bom: true,
      // Files from two hands have two kinds of line ends.
      record_delimiter: ['\r\n', '\n', '\r'],
      info: true,
      trim: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
    }) as never;
  } catch (cause) {
    throw new Error(`${path}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

/**
 * The value of a column that a row must have.
 *
 * @throws Error naming the column.
 */
export function need({ values }: ManifestRow, column: string): string {
  const value = values[column] ?? '';
  if (value === '') throw new Error(`it has no '${column}'`);
  return value;
}

/**
 * A number that a row must have, at least `least`.
 *
 * @throws Error naming the column.
 */
export function needNumber(row: ManifestRow, column: string, least: number): number {
  const text = need(row, column);
  const value = Number(text);
  if (!Number.isFinite(value) || value < least)
    throw new Error(`'${column}' is '${text}', not a number of at least ${least}`);
  return value;
}
