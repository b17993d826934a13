import type { AudioChunk, AudioChunkReturn } from '../capture/audio-chunk.ts';
import type { AssentErrorCode } from '../errors.ts';

/** What the page tells the voice worker. */
export interface VoiceRequest {
  readonly kind: 'start';
  /** Transferred; delivers {@link AudioChunk}s and takes {@link AudioChunkReturn}s. */
  readonly port: MessagePort;
  readonly sampleRateHz: number;
  readonly inputLatencySeconds: number;
  /** Where the speech network lies, as absolute addresses; `null` where the app serves no onnxruntime. */
  readonly network: { readonly modelsUrl: string; readonly wasmUrl: string } | null;
}

/** What the voice worker tells the page. */
export type VoiceReply =
  /** Rows one after another, as `frame-row.ts` lays them out. */
  | { readonly kind: 'rows'; readonly rows: Float64Array<ArrayBuffer> }
  | { readonly kind: 'failed'; readonly message: string }
  /** The speech network is not to be had; measuring goes on by level and periodicity. */
  | { readonly kind: 'without-network'; readonly code: AssentErrorCode; readonly message: string };

/** What comes over the worker's port from the audio thread, and what goes back. */
export type { AudioChunk, AudioChunkReturn };
