import { arousalCalibration } from '../../sdk/affect/arousal-calibration.ts';
import { createVoiceAffectHead } from '../../sdk/affect/create-voice-affect-head.ts';
import type { AffectHead } from '../../sdk/fusion/affect-head.ts';
import type { VoiceFrame } from '../../sdk/vocabulary.ts';
import { analyseSound, FRAME_SECONDS } from './analyse-sound.ts';
import type { DimensionEstimate } from './assessment.ts';
import { bootstrap } from './bootstrap.ts';
import { type Claim, chanceAboveZero, expectedCalibrationError } from './calibration.ts';
import { areaUnderCurve, histogram, sumOf } from './histogram.ts';
import { need } from './read-manifest.ts';
import type { Task } from './task.ts';

/** A recording and what is known of its arousal. */
export interface ArousalOutcome {
  readonly speaker: string;
  /** `null` for a row that only serves as a baseline. */
  readonly isHigh: boolean | null;
  readonly isNeutral: boolean;
  readonly frames: readonly VoiceFrame[];
  readonly realTimeFactor: number;
  /** Filled when all are there; `null` where the head abstained. */
  score: DimensionEstimate | null;
}

const BINS = 4000;
const ACTIVATED_FROM: number = arousalCalibration.gain * arousalCalibration.centre;
const FIRST_SECONDS = 60;
/** Between recordings: longer than the head looks back, so that none speaks for the next. */
const PAUSE_SECONDS = 4;

/**
 * Arousal from the voice, high against low: for each recording a fresh head
 * hears the speaker's baseline first (the rows with `neutral` = yes, or else the
 * speaker's own first minute, never the recording itself) and then the
 * recording as a stream; the score is the mean of its estimates, weighed by their inverse variance.
 * `coverage` is the share of recordings that got an estimate.
 */
export const arousalTask: Task<ArousalOutcome> = {
  usesNetwork: true,
  async measure(row, context) {
    const speaker = need(row, 'speaker');
    const isNeutral = /^(yes|true|1)$/i.test(row.values.neutral ?? '');
    const arousal = row.values.arousal ?? '';
    if (!/^(high|low)$/i.test(arousal) && !(isNeutral && arousal === ''))
      throw new Error(`'arousal' is '${arousal}', not high or low`);
    const sound = await context.read(row);
    const { frames, realTimeFactor } = await analyseSound(sound, context.network);
    const isHigh = arousal === '' ? null : /^high$/i.test(arousal);
    return { speaker, isHigh, isNeutral, frames, realTimeFactor, score: null };
  },
  relate(outcomes) {
    for (const own of groupBySpeaker(outcomes.map(({ value }) => value)).values())
      for (const outcome of own)
        if (outcome.isHigh !== null)
          outcome.score = rateRecording(baselineOf(outcome, own), outcome.frames, createVoiceAffectHead());
  },
  figures(outcomes) {
    const asked = outcomes.filter(({ isHigh }) => isHigh !== null);
    const answered = asked.filter(({ score }) => score !== null);
    const scores = (all: readonly ArousalOutcome[], high: boolean): Float64Array =>
      sumOf(
        all
          .filter(({ isHigh }) => isHigh === high)
          .map(({ score }) => histogram([score?.value ?? 0], -1, 1, BINS)),
      );
    return {
      auc: bootstrap(answered, (all) => areaUnderCurve(scores(all, true), scores(all, false))),
      expectedCalibrationError: bootstrap(answered, (all) => expectedCalibrationError(claimsOf(all))),
      coverage: bootstrap(asked, (all) => all.filter(({ score }) => score !== null).length / all.length),
      realTimeFactor: bootstrap(
        outcomes,
        (all) => all.reduce((sum, one) => sum + one.realTimeFactor, 0) / all.length,
      ),
    };
  },
};

/** What the estimates claim: that the arousal is high, which it is called from halfway to activated speech on. */
function claimsOf(outcomes: readonly ArousalOutcome[]): readonly Claim[] {
  return outcomes.flatMap(({ score, isHigh }) =>
    score === null || isHigh === null
      ? []
      : [
          {
            probability: chanceAboveZero(score.value - ACTIVATED_FROM, score.deviation ?? 1),
            isTrue: isHigh,
          },
        ],
  );
}

/** Recordings by their speaker. */
export function groupBySpeaker(
  outcomes: readonly ArousalOutcome[],
): ReadonlyMap<string, readonly ArousalOutcome[]> {
  const groups = new Map<string, ArousalOutcome[]>();
  for (const outcome of outcomes) {
    const group = groups.get(outcome.speaker) ?? [];
    group.push(outcome);
    groups.set(outcome.speaker, group);
  }
  return groups;
}

type Recording = readonly VoiceFrame[];

/** What the head hears before a recording: the speaker's neutral ones or, without any, their first minute; never itself. */
export function baselineOf(
  outcome: ArousalOutcome,
  own: readonly ArousalOutcome[],
  useNeutral = true,
): readonly Recording[] {
  const neutral = useNeutral ? own.filter(({ isNeutral }) => isNeutral) : [];
  const others = (neutral.length > 0 ? neutral : own).filter((other) => other !== outcome);
  const recordings = others.map(({ frames }) => frames);
  return neutral.length > 0 ? recordings : firstMinute(recordings);
}

function firstMinute(recordings: readonly Recording[]): readonly Recording[] {
  let seconds = 0;
  return recordings.filter((frames) => {
    const isWithin = seconds < FIRST_SECONDS;
    seconds += frames.length * FRAME_SECONDS;
    return isWithin;
  });
}

/** The mean of the head's estimates of a recording that it hears after the baseline; `null` of none. */
export function rateRecording(
  baseline: readonly Recording[],
  recording: Recording,
  head: AffectHead,
): DimensionEstimate | null {
  let atSeconds = 0;
  let weights = 0;
  let sum = 0;
  let deviations = 0;
  for (const frames of [...baseline, recording]) {
    for (const frame of frames) {
      atSeconds += FRAME_SECONDS;
      const estimate = head.push({ ...frame, atSeconds });
      if (frames !== recording || estimate?.arousal.kind !== 'measured') continue;
      const deviation = estimate.arousal.standardDeviation ?? 1;
      const weight = 1 / deviation ** 2;
      weights += weight;
      sum += weight * estimate.arousal.value;
      deviations += weight * deviation;
    }
    atSeconds += PAUSE_SECONDS;
  }
  // Errors of one recording's estimates are alike, so their mean is no surer than they are.
  return weights > 0 ? { value: sum / weights, deviation: deviations / weights } : null;
}
