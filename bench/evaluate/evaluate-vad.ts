import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parse } from 'csv-parse/sync';
import { createSpeechGate } from '../../sdk/behaviour/speech-gate.ts';
import { analyseSound } from './analyse-sound.ts';
import { bootstrap } from './bootstrap.ts';
import { areaUnderCurve, histogram, sumOf } from './histogram.ts';
import { need } from './read-manifest.ts';
import type { Task } from './task.ts';

interface ActivityOutcome {
  readonly speech: Float64Array;
  readonly silence: Float64Array;
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly speechFrames: number;
  readonly silentFrames: number;
  readonly realTimeFactor: number;
}

interface Segment {
  readonly start: number;
  readonly end: number;
  readonly isSpeech: boolean;
}

const BINS = 4000;

/**
 * Speech activity against labelled segments, per frame of 10 ms: area under the
 * ROC curve of the probability, and true and false positives of the decision
 * that the behaviours are computed from (with its hysteresis and hangover).
 * Where only speech is labelled, the rest is silence; else what is unlabelled is left out.
 */
export const vadTask: Task<ActivityOutcome> = {
  usesNetwork: true,
  async measure(row, context) {
    const segments = await readSegments(resolve(context.folder, need(row, 'segments')));
    const sound = await context.read(row);
    const { frames, realTimeFactor } = await analyseSound(sound, context.network);
    const onlySpeech = segments.every(({ isSpeech }) => isSpeech);
    const gate = createSpeechGate();
    const speech: number[] = [];
    const silence: number[] = [];
    let truePositives = 0;
    let falsePositives = 0;
    for (const { atSeconds, speechProbability } of frames) {
      const isPositive = gate.push(atSeconds, speechProbability);
      const segment = segments.find(({ start, end }) => atSeconds >= start && atSeconds < end);
      if (segment === undefined && !onlySpeech) continue;
      if (segment?.isSpeech === true) {
        speech.push(speechProbability);
        if (isPositive) truePositives++;
      } else {
        silence.push(speechProbability);
        if (isPositive) falsePositives++;
      }
    }
    return {
      speech: histogram(speech, 0, 1, BINS),
      silence: histogram(silence, 0, 1, BINS),
      truePositives,
      falsePositives,
      speechFrames: speech.length,
      silentFrames: silence.length,
      realTimeFactor,
    };
  },
  figures(outcomes) {
    const sum = (all: readonly ActivityOutcome[], of: (one: ActivityOutcome) => number) =>
      all.reduce((total, one) => total + of(one), 0);
    return {
      auc: bootstrap(
        outcomes,
        (all) =>
          areaUnderCurve(sumOf(all.map(({ speech }) => speech)), sumOf(all.map(({ silence }) => silence))),
        ({ speechFrames, silentFrames }) => speechFrames + silentFrames,
      ),
      truePositiveRate: bootstrap(
        outcomes,
        (all) =>
          sum(all, ({ truePositives }) => truePositives) / sum(all, ({ speechFrames }) => speechFrames),
        ({ speechFrames }) => speechFrames,
      ),
      falsePositiveRate: bootstrap(
        outcomes,
        (all) =>
          sum(all, ({ falsePositives }) => falsePositives) / sum(all, ({ silentFrames }) => silentFrames),
        ({ silentFrames }) => silentFrames,
      ),
      realTimeFactor: bootstrap(outcomes, (all) => sum(all, (one) => one.realTimeFactor) / all.length),
    };
  },
};

async function readSegments(path: string): Promise<readonly Segment[]> {
  const records: string[][] = parse(await readFile(path, 'utf8'), {
    bom: true,
    trim: true,
    skip_empty_lines: true,
    relax_column_count: true,
  });
  const [header] = records;
  if (header?.some((text) => /^(start|end|speech)$/i.test(text))) records.shift();
  if (records.length === 0) throw new Error(`'segments' ${path} is empty`);
  return records.map(([start, end, speech], index) => {
    const segment = { start: Number(start), end: Number(end), isSpeech: isYes(speech) };
    if (!Number.isFinite(segment.start) || !(segment.end >= segment.start) || segment.isSpeech === null)
      throw new Error(`'segments' has no start, end and speech in its record ${index + 1}`);
    return { ...segment, isSpeech: segment.isSpeech };
  });
}

function isYes(text: string | undefined): boolean | null {
  if (/^(1|1\.0|true|yes|y|speech)$/i.test(text ?? '')) return true;
  if (/^(0|0\.0|false|no|n|silence|noise|nonspeech|non-speech)$/i.test(text ?? '')) return false;
  return null;
}
