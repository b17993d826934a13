import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';

/** A labelled stretch of a recording, in seconds. */
export interface Segment {
  readonly start: number;
  readonly end: number;
  readonly isSpeech: boolean;
}

/** Segments of a recording. */
export interface Segments {
  /** Whether somebody speaks at that moment; `null` where nobody said. */
  at(seconds: number): boolean | null;
}

/**
 * Reads a file of start, end and speech (1 or 0, yes or no, speech or silence), with or without a header.
 * Where only speech is labelled, the rest is silence; else what is unlabelled is not known.
 *
 * @throws Error naming the record that cannot be read.
 */
export async function readSegments(path: string): Promise<Segments> {
  const records: string[][] = parse(await readFile(path, 'utf8'), {
    bom: true,
    // Files from two hands have two kinds of line ends.
    record_delimiter: ['\r\n', '\n', '\r'],
    trim: true,
    skip_empty_lines: true,
    relax_column_count: true,
  });
  const [header] = records;
  if (header?.some((text) => /^(start|end|speech)$/i.test(text))) records.shift();
  if (records.length === 0) throw new Error(`'segments' ${path} is empty`);
  const segments = records.map(([start, end, speech], index): Segment => {
    const isSpeech = isYes(speech);
    const segment = { start: number(start), end: number(end) };
    if (!Number.isFinite(segment.start) || !(segment.end >= segment.start) || isSpeech === null)
      throw new Error(`'segments' has no start, end and speech in its record ${index + 1}`);
    return { ...segment, isSpeech };
  });
  const rest = segments.every(({ isSpeech }) => isSpeech) ? false : null;
  return {
    at(seconds) {
      const segment = segments.find(({ start, end }) => seconds >= start && seconds < end);
      return segment?.isSpeech ?? rest;
    },
  };
}

/** An empty field is no zero. */
const number = (text: string | undefined): number => (text ? Number(text) : Number.NaN);

function isYes(text: string | undefined): boolean | null {
  if (/^(1|1\.0|true|yes|y|speech)$/i.test(text ?? '')) return true;
  if (/^(0|0\.0|false|no|n|silence|noise|nonspeech|non-speech)$/i.test(text ?? '')) return false;
  return null;
}
