import type { AffectHead } from '../fusion/affect-head.ts';
import { voiceAffectIdentity } from '../models/model-identity.ts';
import type {
  AbstentionReason,
  AffectEstimate,
  EvidenceFeature,
  Reading,
  VoiceFrame,
} from '../vocabulary.ts';
import { type ArousalCalibration, arousalCalibration } from './arousal-calibration.ts';
import { overThisDevice } from './over-this-device.ts';
import { type ArousalRating, rateArousal } from './rate-arousal.ts';
import { describeStretch, type SpeechStretch, stretchFeatures } from './speech-stretch.ts';

const modelId = voiceAffectIdentity.id;
/** A stretch is about one phrase of speech. */
const stretchSeconds = 2;
const emitEverySeconds = 0.5;
/** Speech before this long ago says nothing about now. */
const forgetSeconds = 3;
/** About six seconds of own speech: under that "usual" is not known. */
const leastStretches = 3;
/** As uncertain as half the estimate itself is the middle of so many stretches. */
const uncertainStretches = 3;
/** About five minutes. */
const keptStretches = 150;
const speaking = 0.5;

/** What an estimate of so many voiced frames is unsure by, one of endless speech is by half. */
const uncertainVoicedFrames = 100;
/** How much less is known where the features contradict each other wholly. */
const contradiction = 1.45;

const featureNames: Readonly<Record<keyof SpeechStretch, EvidenceFeature>> = {
  pitch: 'pitch',
  loudness: 'loudness',
  highFrequencyEnergy: 'high-frequency-energy',
};

/**
 * Estimates how activated a voice sounds against the speaker's own usual
 * voice (see {@link rateArousal}). The valence always abstains: prosody does
 * not tell it across people and recordings. An arousal of 0 is that usual voice, and the contributions of the
 * evidence add up to the value. Over another microphone the voice is still the same person's: its pitch is judged
 * at once, its level and HF500 as far as it has been heard there. `calibration` is for who fits it.
 */
export function createVoiceAffectHead(calibration: ArousalCalibration = arousalCalibration): AffectHead {
  /** Speech of the stretch under way, for the baseline. */
  let stretch: VoiceFrame[] = [];
  /** Speech of the last seconds, for the estimate. */
  let recent: VoiceFrame[] = [];
  let own: readonly SpeechStretch[] = [];
  /** The same voice over the microphones before. */
  let earlier: readonly SpeechStretch[] = [];
  let lastAtSeconds = Number.NEGATIVE_INFINITY;
  let emittedAtSeconds = Number.NEGATIVE_INFINITY;

  const hear = (frame: VoiceFrame): void => {
    if (frame.speechProbability < speaking) return;
    if (frame.atSeconds - (stretch.at(-1)?.atSeconds ?? frame.atSeconds) > forgetSeconds) endStretch();
    recent.push(frame);
    stretch.push(frame);
    if (frame.atSeconds - (stretch[0]?.atSeconds ?? frame.atSeconds) >= stretchSeconds) endStretch();
  };
  const endStretch = (): void => {
    const described = describeStretch(stretch);
    if (described !== null) own = [...own.slice(-(keptStretches - 1)), described];
    stretch = [];
  };
  const usual = (here: readonly SpeechStretch[]): readonly SpeechStretch[] => {
    const room = keptStretches - own.length;
    return room > 0 ? [...overThisDevice(earlier, here).slice(-room), ...own] : own;
  };

  return {
    modality: 'voice',
    modelId,
    changeDevice() {
      endStretch();
      recent = [];
      earlier = usual(own);
      own = [];
    },
    push(frame) {
      if (frame.modality !== 'voice' || frame.atSeconds <= lastAtSeconds) return null;
      lastAtSeconds = frame.atSeconds;
      hear(frame);
      if (frame.atSeconds - emittedAtSeconds < emitEverySeconds) return null;
      emittedAtSeconds = frame.atSeconds;
      recent = recent.filter(({ atSeconds }) => atSeconds > frame.atSeconds - forgetSeconds);
      const now = describeStretch(recent);
      if (now === null) return abstain(frame, recent.length === 0 ? silence(frame) : ['too-little-data']);
      // Of a level that was never heard over this microphone nothing is said: what is heard now is its middle.
      const known = usual(own.length > 0 ? own : [now]);
      if (known.length < leastStretches) return abstain(frame, ['baseline-not-settled']);
      return estimate(recent, rateArousal(now, known), known.length, calibration);
    },
  };
}

function estimate(
  recent: readonly VoiceFrame[],
  rating: ArousalRating,
  stretches: number,
  { gain, perLiveliness, deviation }: ArousalCalibration,
): AffectEstimate {
  const quality = meanQuality(recent);
  const voicedFrames = recent.filter(({ pitchHz }) => pitchHz !== null).length;
  const spread =
    deviation *
    (contradiction + rating.agreement * (1 - contradiction)) *
    (1 + uncertainVoicedFrames / Math.max(voicedFrames, 1)) *
    Math.sqrt(1 + uncertainStretches / stretches);
  // How far the pitch moved tells where its middle lies: that is part of what the pitch says.
  const parts = { ...rating.parts, pitch: rating.parts.pitch + perLiveliness * rating.liveliness };
  const value = gain * (parts.pitch + parts.loudness + parts.highFrequencyEnergy);
  return {
    kind: 'affect',
    atSeconds: recent.at(-1)?.atSeconds ?? 0,
    modalities: ['voice'],
    modelIds: [modelId],
    valence: notEstimable,
    arousal: {
      kind: 'measured',
      value: Math.max(-1, Math.min(1, value)),
      standardDeviation: Math.min(spread / Math.sqrt(Math.max(quality, 0.1)), 1),
      quality,
    },
    evidence: stretchFeatures
      .map((name) => ({
        modality: 'voice' as const,
        dimension: 'arousal' as const,
        feature: featureNames[name],
        contribution: gain * parts[name],
      }))
      .sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution)),
  };
}

const notEstimable: Reading = { kind: 'abstained', reasons: ['not-estimable'] };

function abstain({ atSeconds }: VoiceFrame, reasons: readonly AbstentionReason[]): AffectEstimate {
  return {
    kind: 'affect',
    atSeconds,
    modalities: ['voice'],
    modelIds: [modelId],
    valence: notEstimable,
    arousal: { kind: 'abstained', reasons },
    evidence: [],
  };
}

function silence(frame: VoiceFrame): readonly AbstentionReason[] {
  return frame.shortfalls.includes('muted') ? ['muted'] : ['no-speech'];
}

function meanQuality(frames: readonly VoiceFrame[]): number {
  return frames.reduce((sum, { quality }) => sum + quality, 0) / Math.max(frames.length, 1);
}
