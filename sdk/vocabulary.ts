/**
 * The nouns that every room of the SDK shares. Types only: importing this
 * module costs nothing at run time.
 *
 * Units stand in names (`pitchHz`, `atSeconds`); missing data is a value
 * (`abstained`, with reasons), never `NaN`, `0` or an exception.
 *
 * @module
 */

/** A kind of media of the participant's own that a signal may be computed from. */
export type Modality = 'voice' | 'face';

/** What a signal is computed for: the participant's private view, or the group's summary. */
export type Purpose = 'self-view' | 'group-summary';

/**
 * `behaviour` is measurement with units of what was audibly or visibly done;
 * `affect` is an estimate of *expressed* valence and arousal and needs policy as well as consent.
 */
export type Tier = 'behaviour' | 'affect';

/** One thing a participant can say yes or no to, in one meeting. */
export interface Scope {
  readonly modality: Modality;
  readonly purpose: Purpose;
  readonly tier: Tier;
}

/** Something with a moment of capture. */
export interface Stamped {
  /**
   * Capture time: seconds since the Unix epoch on this device's monotonic
   * clock, `(performance.timeOrigin + performance.now()) / 1000`, so that the
   * page and its workers share one time line.
   */
  readonly atSeconds: number;
}

/** Why a value is absent. Every reason has a sentence in the message catalogue of `assent/ui`. */
export type AbstentionReason =
  | 'no-face'
  | 'several-faces'
  | 'face-too-small'
  | 'face-turned-away'
  | 'face-covered'
  | 'too-dark'
  | 'blurred'
  | 'muted'
  | 'no-speech'
  | 'too-noisy'
  | 'clipping'
  | 'audio-gaps'
  | 'reverberant'
  | 'narrow-band'
  | 'too-little-data'
  /** Frames come more rarely than it takes to see this. */
  | 'low-frame-rate'
  /** Left out, as the processor has no time for it within the budget. */
  | 'processor-busy'
  | 'baseline-not-settled'
  | 'stale'
  | 'modalities-disagree'
  | 'not-estimable';

/** A number that was measured or estimated. */
export interface Measured {
  readonly kind: 'measured';
  readonly value: number;
  /** Standard deviation of the error, in the unit of `value`; `null` where none has been established. */
  readonly standardDeviation: number | null;
  /** How good the evidence was, 0 (unusable) to 1 (as good as it gets). */
  readonly quality: number;
}

/** A value that is honestly absent. */
export interface Abstained {
  readonly kind: 'abstained';
  readonly reasons: readonly AbstentionReason[];
}

/** A value, or the reasons why there is none. */
export type Reading = Measured | Abstained;

/** Spectral descriptions of one voice frame, by their eGeMAPS definitions (Eyben et al. 2016). */
export interface SpectralFeatures {
  readonly alphaRatioDb: number;
  readonly hammarbergIndexDb: number;
  readonly slope0to500DbPerHz: number;
  readonly slope500to1500DbPerHz: number;
  /** Energy above 500 Hz relative to the energy below, in dB (HF500). */
  readonly hf500Db: number;
  readonly flux: number;
  /**
   * Loudness as eGeMAPS estimates it: the summed auditory spectrum, compressed by the exponent 0.33 as hearing
   * does. It has no unit; the microphone's gain enters it.
   */
  readonly loudness: number;
  /** MFCC 1 to 4. */
  readonly mfcc: readonly number[];
}

/**
 * How steady and how clear a voice is, over the cycles of the last half second
 * of a sustained voiced stretch at most, by Praat's definitions (Boersma 1993, 2009).
 */
export interface VoiceQuality {
  /** Jitter (local): mean difference of two periods that follow each other, in per cent of the mean period. */
  readonly jitterPercent: number;
  /** Shimmer (local, dB): mean ratio of two amplitudes that follow each other. */
  readonly shimmerDb: number;
  /** Energy of the periodic part of the sound over that of the rest; background noise counts to the rest. */
  readonly harmonicsToNoiseDb: number;
}

/** What one 10 ms hop of the participant's own voice measured. */
export interface VoiceFrame extends Stamped {
  readonly modality: 'voice';
  /** Probability that the participant speaks, 0 to 1. */
  readonly speechProbability: number;
  /**
   * What the probability rests on: a network trained on speech, or level and periodicity alone, for which music may pass for speech.
   */
  readonly speechDetector?: 'network' | 'energy';
  /** Fundamental frequency, or `null` where the frame is not voiced. */
  readonly pitchHz: number | null;
  /** Strength of the periodicity, 0 to 1. */
  readonly pitchStrength: number;
  /** Root mean square level relative to a full-scale sine wave (AES17). */
  readonly loudnessDbfs: number;
  /** `null` where no voiced stretch has lasted for 100 ms, or the background is too near for its cycles to be told. */
  readonly voiceQuality: VoiceQuality | null;
  /** `null` where there is no speech to describe. */
  readonly spectral: SpectralFeatures | null;
  /** Level above the tracked noise floor; `null` in the first half second, until that is known, and while muted. */
  readonly signalToNoiseDb: number | null;
  /** 0 to 1. */
  readonly quality: number;
  /** What lowered the quality. */
  readonly shortfalls: readonly AbstentionReason[];
}

/**
 * Visible actions of the face, 0 (the person's own neutral) to 1 (as strong as
 * it gets), named by FACS action unit.
 */
export interface FaceActions {
  /** AU12, lip corner puller. */
  readonly smile: number;
  /** AU6, cheek raiser. */
  readonly cheekRaise: number;
  /** AU1+2. */
  readonly browRaise: number;
  /** AU4. */
  readonly browLower: number;
  /** AU5, upper lid raiser. */
  readonly eyeWiden: number;
  /** AU45, lids closed. */
  readonly eyeClosure: number;
  /** AU9. */
  readonly noseWrinkle: number;
  /** AU10. */
  readonly upperLipRaise: number;
  /** AU15. */
  readonly lipCornerDepress: number;
  /** AU17. */
  readonly chinRaise: number;
  /** AU24. */
  readonly lipPress: number;
  /** AU25+26. */
  readonly mouthOpen: number;
  /** Brows drawn together, nose wrinkled, mouth bent down: AU4, AU9, AU10 and AU15 as one look. */
  readonly frown: number;
  /** Mouth taller than wide under high lids, without a smile: AU5, AU26 and AU27 as one look. */
  readonly wideOpen: number;
}

/** Orientation of the head; all zero looks straight into the camera. */
export interface HeadPose {
  readonly yawDegrees: number;
  readonly pitchDegrees: number;
  readonly rollDegrees: number;
}

/** What one video frame of the participant's own camera measured. */
export interface FaceFrame extends Stamped {
  readonly modality: 'face';
  readonly presence: 'absent' | 'single' | 'several';
  /** `null` where the quality is under the floor: absent, not guessed. */
  readonly actions: FaceActions | null;
  readonly pose: HeadPose | null;
  /** Whether {@link FaceFrame.actions} already stand against this person's own neutral. */
  readonly baseline: 'settling' | 'settled';
  /** 0 to 1. */
  readonly quality: number;
  /** What lowered the quality. */
  readonly shortfalls: readonly AbstentionReason[];
}

/** Any frame of features. */
export type FeatureFrame = VoiceFrame | FaceFrame;

/** The behaviours that are measured: what was audibly or visibly done. */
export type BehaviourName =
  | 'speech-activity'
  | 'speaking-share'
  | 'turns'
  | 'turn-length'
  | 'pause-ratio'
  | 'pause-length'
  | 'syllable-rate'
  | 'articulation-rate'
  | 'pitch'
  | 'pitch-range'
  | 'loudness'
  | 'loudness-range'
  | 'jitter'
  | 'shimmer'
  | 'harmonicity'
  | 'smile'
  | 'smile-share'
  | 'brow-raise'
  | 'brow-lower'
  | 'mouth-open'
  | 'head-nods'
  | 'head-shakes'
  | 'blink-rate'
  | 'face-in-view';

/** Units of behaviours: a UCUM-like symbol, `1` for a share or a probability, `{count}` for a count. */
export type Unit = '1' | '{count}' | 's' | '%' | '1/s' | '1/min' | 'Hz' | 'semitone' | 'dBFS' | 'dB';

/**
 * How a feature was spread over a window and how it moved, as eGeMAPS summarises
 * features (Eyben et al. 2016). Pitch is counted in semitones over 27.5 Hz.
 */
export interface Functionals {
  /** Unit of the percentiles and, per second, of the slope. */
  readonly unit: Unit;
  readonly windowSeconds: number;
  readonly percentile20: number;
  readonly median: number;
  readonly percentile80: number;
  /** Change per second by linear regression over the window. */
  readonly slopePerSecond: number;
  /** Standard deviation over the mean; `null` for a unit whose zero is none, as that of dB. */
  readonly coefficientOfVariation: number | null;
}

/** A feature's last moments, in equal steps, for drawing. */
export interface Trace {
  /** Capture time of the last value. */
  readonly endsAtSeconds: number;
  readonly stepSeconds: number;
  /** Oldest first; `null` where there was none. */
  readonly values: readonly (number | null)[];
}

/** One behaviour of the participant's own, over a stretch of time that ends at `atSeconds`. */
export interface Measurement extends Stamped {
  readonly kind: 'measurement';
  readonly modality: Modality;
  readonly name: BehaviourName;
  readonly unit: Unit;
  /** Length of the stretch that was measured; 0 for a single frame. */
  readonly windowSeconds: number;
  readonly reading: Reading;
  /** Of the feature behind a measured reading, where it is one that varies from frame to frame. */
  readonly functionals?: Functionals;
  /** The last second of the feature, whether the reading abstains or not. */
  readonly trace?: Trace;
}

/** The features whose movement an affect estimate can point to when asked "why". */
export type EvidenceFeature =
  | 'smile'
  | 'cheek-raise'
  | 'brow-raise'
  | 'brow-lower'
  | 'eye-widen'
  | 'eye-closure'
  | 'nose-wrinkle'
  | 'upper-lip-raise'
  | 'lip-corner-depress'
  | 'chin-raise'
  | 'mouth-open'
  | 'frown'
  | 'wide-open'
  | 'movement'
  | 'pitch'
  | 'loudness'
  | 'high-frequency-energy';

/** One feature's part in an estimate. */
export interface Evidence {
  readonly modality: Modality;
  readonly dimension: 'valence' | 'arousal';
  readonly feature: EvidenceFeature;
  /** Signed share of the estimate that this feature accounts for. */
  readonly contribution: number;
}

/**
 * The expression as measured: how positive (valence) and how activated (arousal) it looked or sounded, each in [-1, 1],
 * where 0 is the person’s own neutral face and usual voice.
 */
export interface AffectEstimate extends Stamped {
  readonly kind: 'affect';
  /** The modalities that took part; two after fusion. */
  readonly modalities: readonly Modality[];
  readonly valence: Reading;
  readonly arousal: Reading;
  /** Strongest first. */
  readonly evidence: readonly Evidence[];
  /** Ids of the models that took part. */
  readonly modelIds: readonly string[];
}

/** Anything that a participant's private view shows. */
export type Signal = Measurement | AffectEstimate;

/** One reason why the host and the participants see nothing of the group. */
export type WithheldReason =
  | 'too-few-contributors'
  | 'group-changed'
  | 'collecting'
  | 'not-connected'
  | 'service-stopped'
  /** Somebody's part of a blind sum was wrong, so that nothing came of it. */
  | 'sum-implausible'
  /** As much as the declared privacy allows has been shown of this meeting. */
  | 'budget-spent';

/** Share of a group, in coarse steps; `null` where showing it could point at few people. */
export type BandedShare = number | null;

/** The group signals that a window publishes: one histogram each. */
export type GroupSignalName =
  | 'speaking-share'
  | 'turns'
  | 'pause-ratio'
  | 'syllable-rate'
  | 'loudness-range'
  | 'smile-share'
  | 'valence'
  | 'arousal';

/** Neighbouring bins of a histogram, shown as one because fewer would point at few people. */
export interface GroupBand {
  /** First bin, 0 is the lowest. */
  readonly fromBin: number;
  /** Last bin, inclusive. */
  readonly toBin: number;
  /** Share of the contributors, in steps of a tenth; of a quarter below 50 of them. */
  readonly share: number;
}

/** One published histogram over the group. */
export interface GroupHistogram {
  readonly signal: GroupSignalName;
  /**
   * What may be shown, lowest first. Bins in no band are hidden: whoever is not in a band lies in one
   * of them or abstained. Empty where nothing may be shown.
   */
  readonly bands: readonly GroupBand[];
  /** Shares of the bins in order, lowest first; `null` for a bin that no band shows by itself. */
  readonly bins: readonly BandedShare[];
  /** Share of those whose own measurement abstained. */
  readonly abstained: BandedShare;
}

/** A window of the group's signals that may be shown. */
export interface GroupReleased extends Stamped {
  readonly kind: 'released';
  readonly windowSeconds: number;
  /** How many contributed, as a range; `atMost` is `null` for the last bucket. */
  readonly contributors: { readonly atLeast: number; readonly atMost: number | null };
  readonly k: number;
  readonly histograms: readonly GroupHistogram[];
}

/** How much of a group, in words for groups too small for numbers. */
export type ShareWord = 'most' | 'some' | 'few';

/** Part of a signal's range. */
export type SignalLevel = 'low' | 'middle' | 'high';

/** One signal of a small group: how much of it was at each level; `null` where that may not be said. */
export interface GroupLevels {
  readonly signal: GroupSignalName;
  readonly words: Readonly<Record<SignalLevel, ShareWord | null>>;
}

/**
 * What a group shows that is too small for a series: a longer time at once, in words. The first comes as soon as
 * nobody comes or goes any more, the others each after about twice the time; it is always of the same people.
 */
export interface GroupDigest extends Stamped {
  readonly kind: 'digest';
  /** The time it covers, up to `atSeconds`. */
  readonly windowSeconds: number;
  readonly contributors: GroupReleased['contributors'];
  readonly k: number;
  readonly levels: readonly GroupLevels[];
}

/** A window of which nothing may be shown. */
export interface GroupWithheld extends Stamped {
  readonly kind: 'withheld';
  readonly windowSeconds: number;
  readonly k: number;
  readonly reason: WithheldReason;
}

/** What the host and every participant see of the group: the same view for all. */
export type GroupView = GroupReleased | GroupDigest | GroupWithheld;

/** What is being computed for the participant right now: one entry for each scope that a grant keeps alive. */
export interface ActiveComputation {
  readonly scope: Scope;
  readonly state: 'starting' | 'running' | 'paused' | 'failed';
  /** Why it is paused or failed: an {@link AbstentionReason} or an `AssentErrorCode`; others are shown as unknown. */
  readonly reason?: string;
}
