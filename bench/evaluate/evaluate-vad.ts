import { resolve } from 'node:path';
import { createSpeechGate } from '../../sdk/behaviour/speech-gate.ts';
import { analyseSound } from './analyse-sound.ts';
import { bootstrap } from './bootstrap.ts';
import { areaUnderCurve, histogram, sumOf } from './histogram.ts';
import { need } from './read-manifest.ts';
import { readSegments } from './read-segments.ts';
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

const BINS = 4000;
/** Log odds keep apart what is near certain; a probability's own bins would tie it. */
const SUREST = 12;
const logOdds = (probability: number): number => Math.log(probability / (1 - probability));

/**
 * Speech activity against labelled segments, per frame of 10 ms: area under the
 * ROC curve of the probability, and true and false positives of the decision
 * that the behaviours are computed from (with its hysteresis and hangover).
 * What nobody labelled is left out, see {@link readSegments}.
 */
export const vadTask: Task<ActivityOutcome> = {
  usesNetwork: true,
  async measure(row, context) {
    const segments = await readSegments(resolve(context.folder, need(row, 'segments')));
    const sound = await context.read(row);
    const { frames, realTimeFactor } = await analyseSound(sound, context.network);
    const gate = createSpeechGate();
    const speech: number[] = [];
    const silence: number[] = [];
    let truePositives = 0;
    let falsePositives = 0;
    for (const { atSeconds, speechProbability } of frames) {
      const isPositive = gate.push(atSeconds, speechProbability);
      const isSpeech = segments.at(atSeconds);
      if (isSpeech === null) continue;
      if (isSpeech) {
        speech.push(logOdds(speechProbability));
        if (isPositive) truePositives++;
      } else {
        silence.push(logOdds(speechProbability));
        if (isPositive) falsePositives++;
      }
    }
    return {
      speech: histogram(speech, -SUREST, SUREST, BINS),
      silence: histogram(silence, -SUREST, SUREST, BINS),
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
