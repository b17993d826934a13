/**
 * What travels between the page, the audio worklet and the voice worker. Types
 * only: the worklet must not import anything at run time.
 *
 * @module
 */

/** A stretch of mono samples, as the audio thread heard them. */
export interface AudioChunk {
  readonly kind: 'chunk';
  /** Transferred; the receiver sends it back as {@link AudioChunkReturn}. */
  readonly samples: Float32Array<ArrayBuffer>;
  /** How many of `samples` are filled. */
  readonly length: number;
  /** Place of the first sample on the audio context's own time line. */
  readonly contextSeconds: number;
  /** Frames that went missing right before the first sample. */
  readonly gapFrames: number;
  /** The context stood still before this chunk: what was known of its clock is void. */
  readonly restarted: boolean;
}

/** A spent buffer on its way back to the audio thread, so that the steady state allocates none. */
export interface AudioChunkReturn {
  readonly kind: 'return';
  readonly samples: Float32Array<ArrayBuffer>;
}

/** What the page tells the worklet. */
export type AudioTapCommand =
  /** Send chunks here from now on. */
  | { readonly kind: 'connect'; readonly port: MessagePort }
  /** The context ran on after it had been suspended. */
  | { readonly kind: 'restarted' }
  /** Fall silent for good, so that the node can be collected. */
  | { readonly kind: 'stop' };
