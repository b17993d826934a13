import { createVoiceAffectHead } from '../../sdk/affect/create-voice-affect-head.ts';
import type { VoiceFrame } from '../../sdk/vocabulary.ts';
import { analyseSound, FRAME_SECONDS } from './analyse-sound.ts';
import type { DimensionEstimate } from './assessment.ts';
import { bootstrap } from './bootstrap.ts';
import { type Claim, chanceAboveZero, expectedCalibrationError } from './calibration.ts';
import { areaUnderCurve, histogram, sumOf } from './histogram.ts';
import { need } from './read-manifest.ts';
import type { Outcome, Task } from './task.ts';

interface ArousalOutcome {
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
    for (const own of groupBySpeaker(outcomes).values()) {
      const neutral = own.filter(({ value }) => value.isNeutral);
      for (const outcome of own) {
        if (outcome.value.isHigh === null) continue;
        const others = (neutral.length > 0 ? neutral : own).filter((other) => other !== outcome);
        const baseline = others.map(({ value }) => value.frames);
        outcome.value.score = rate(
          neutral.length > 0 ? baseline : firstMinute(baseline),
          outcome.value.frames,
        );
      }
    }
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

/** What the estimates claim: that the arousal is high. */
function claimsOf(outcomes: readonly ArousalOutcome[]): readonly Claim[] {
  return outcomes.flatMap(({ score, isHigh }) =>
    score === null || isHigh === null
      ? []
      : [{ probability: chanceAboveZero(score.value, score.deviation ?? 1), isTrue: isHigh }],
  );
}

function groupBySpeaker(
  outcomes: readonly Outcome<ArousalOutcome>[],
): Map<string, Outcome<ArousalOutcome>[]> {
  const groups = new Map<string, Outcome<ArousalOutcome>[]>();
  for (const outcome of outcomes) {
    const group = groups.get(outcome.value.speaker) ?? [];
    group.push(outcome);
    groups.set(outcome.value.speaker, group);
  }
  return groups;
}

function firstMinute(recordings: readonly (readonly VoiceFrame[])[]): readonly (readonly VoiceFrame[])[] {
  let seconds = 0;
  return recordings.filter((frames) => {
    const isWithin = seconds < FIRST_SECONDS;
    seconds += frames.length * FRAME_SECONDS;
    return isWithin;
  });
}

function rate(
  baseline: readonly (readonly VoiceFrame[])[],
  recording: readonly VoiceFrame[],
): DimensionEstimate | null {
  const head = createVoiceAffectHead();
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
