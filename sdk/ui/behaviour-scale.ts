import type { BehaviourName } from '../vocabulary.ts';

/** The stretch that a behaviour's track shows, in its unit; `null` for counts, which have no end. */
export interface BehaviourScale {
  readonly low: number;
  readonly high: number;
}

const share: BehaviourScale = { low: 0, high: 1 };

/** Chosen to hold what people commonly do; values beyond an end are drawn at that end. */
export const behaviourScales: Readonly<Record<BehaviourName, BehaviourScale | null>> = {
  'speech-activity': share,
  'speaking-share': share,
  turns: null,
  'turn-length': { low: 0, high: 30 },
  'pause-ratio': share,
  'pause-length': { low: 0, high: 1 },
  'syllable-rate': { low: 0, high: 8 },
  'articulation-rate': { low: 0, high: 8 },
  pitch: { low: 60, high: 400 },
  'pitch-range': { low: 0, high: 24 },
  loudness: { low: -60, high: 0 },
  'loudness-range': { low: 0, high: 30 },
  jitter: { low: 0, high: 5 },
  shimmer: { low: 0, high: 2 },
  harmonicity: { low: 0, high: 30 },
  smile: share,
  'smile-share': share,
  'brow-raise': share,
  'brow-lower': share,
  'mouth-open': share,
  'head-nods': null,
  'head-shakes': null,
  'blink-rate': { low: 0, high: 40 },
  'face-in-view': share,
};

/** Where a value lies on a scale, 0 to 1. */
export function positionOn(scale: BehaviourScale, value: number): number {
  return Math.min(1, Math.max(0, (value - scale.low) / (scale.high - scale.low)));
}
