import type { AffectHead } from '../fusion/affect-head.ts';
import { voiceAffectIdentity } from '../models/model-identity.ts';
import type {
  AbstentionReason,
  AffectEstimate,
  EvidenceFeature,
  Reading,
  VoiceFrame,
} from '../vocabulary.ts';
import { type ArousalRating, rateArousal } from './rate-arousal.ts';
import { describeStretch, type SpeechStretch, stretchFeatures } from './speech-stretch.ts';

const modelId = voiceAffectIdentity.id;
/** A stretch is about one phrase of speech. */
const stretchSeconds = 2;
const emitEverySeconds = 0.5;
/** Speech before this long ago says nothing about now. */
const forgetSeconds = 3;
/** About twelve seconds of own speech: under that "usual" is not known. */
const leastStretches = 6;
/** About five minutes. */
const keptStretches = 150;
const speaking = 0.5;

/**
 * Prosody is one witness of several: the score is shrunk, and the
 * rest is uncertainty. By hand until the calibration on kept data sets them.
 */
const shrink = 0.6;
const deviation = { agreeing: 0.38, contradicting: 0.55 };

const featureNames: Readonly<Record<keyof SpeechStretch, EvidenceFeature>> = {
  pitch: 'pitch',
  loudness: 'loudness',
  highFrequencyEnergy: 'high-frequency-energy',
};

/**
 * Estimates how activated a voice sounds against the speaker's own usual
 * voice (see {@link rateArousal}). The valence always abstains: prosody does
 * not tell it across people and recordings.
 */
export function createVoiceAffectHead(): AffectHead {
  /** Speech of the stretch under way, for the baseline. */
  let stretch: VoiceFrame[] = [];
  /** Speech of the last seconds, for the estimate. */
  let recent: VoiceFrame[] = [];
  let own: readonly SpeechStretch[] = [];
  let lastAtSeconds = Number.NEGATIVE_INFINITY;
  let emittedAtSeconds = Number.NEGATIVE_INFINITY;

  const hear = (frame: VoiceFrame): void => {
    if (frame.speechProbability < speaking) return;
    recent.push(frame);
    stretch.push(frame);
    if (frame.atSeconds - (stretch[0]?.atSeconds ?? frame.atSeconds) < stretchSeconds) return;
    const described = describeStretch(stretch);
    if (described !== null) own = [...own.slice(-(keptStretches - 1)), described];
    stretch = [];
  };

  return {
    modality: 'voice',
    modelId,
    push(frame) {
      if (frame.modality !== 'voice' || frame.atSeconds <= lastAtSeconds) return null;
      lastAtSeconds = frame.atSeconds;
      hear(frame);
      if (frame.atSeconds - emittedAtSeconds < emitEverySeconds) return null;
      emittedAtSeconds = frame.atSeconds;
      recent = recent.filter(({ atSeconds }) => atSeconds > frame.atSeconds - forgetSeconds);
      const now = describeStretch(recent);
      if (now === null) return abstain(frame, recent.length === 0 ? silence(frame) : ['too-little-data']);
      if (own.length < leastStretches) return abstain(frame, ['baseline-not-settled']);
      return estimate(recent.at(-1) ?? frame, rateArousal(now, own), meanQuality(recent), own.length);
    },
  };
}

function estimate(
  { atSeconds }: VoiceFrame,
  rating: ArousalRating,
  quality: number,
  stretches: number,
): AffectEstimate {
  const ofFeatures =
    deviation.contradicting + rating.agreement * (deviation.agreeing - deviation.contradicting);
  // A middle of few stretches is itself uncertain.
  const spread = ofFeatures * Math.sqrt(1 + leastStretches / stretches / 2);
  return {
    kind: 'affect',
    atSeconds,
    modalities: ['voice'],
    modelIds: [modelId],
    valence: notEstimable,
    arousal: {
      kind: 'measured',
      value: shrink * rating.score,
      standardDeviation: Math.min(spread / Math.sqrt(Math.max(quality, 0.1)), 1),
      quality,
    },
    evidence: stretchFeatures
      .map((name) => ({
        modality: 'voice' as const,
        dimension: 'arousal' as const,
        feature: featureNames[name],
        contribution: shrink * rating.parts[name],
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
