import type { AffectEstimate, FeatureFrame, Modality } from '../vocabulary.ts';

/** A model that estimates the expressed valence and arousal from the features of one modality; one per person. */
export interface AffectHead {
  readonly modality: Modality;
  /** The id of its model card. */
  readonly modelId: string;
  /**
   * Takes a frame in, in order of capture; yields an estimate a few times a second and `null` in between.
   * Frames of the other modality are ignored.
   */
  push(frame: FeatureFrame): AffectEstimate | null;
  /**
   * The frames that follow come from another microphone or camera. A head without it is closed then, and another
   * begins without a baseline.
   */
  changeDevice?(): void;
  /** Frees what it holds, such as a worker; absent where it holds nothing. */
  close?(): void;
}
