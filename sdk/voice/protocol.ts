import type { AudioChunk, AudioChunkReturn } from '../capture/audio-chunk.ts';

/** What the page tells the voice worker. */
export type VoiceRequest =
  | {
      readonly kind: 'start';
      /** Transferred; delivers {@link AudioChunk}s and takes {@link AudioChunkReturn}s. */
      readonly port: MessagePort;
      readonly sampleRateHz: number;
      readonly inputLatencySeconds: number;
    }
  /** A spent batch, transferred back so that the steady state allocates none. */
  | { readonly kind: 'recycle'; readonly rows: Float64Array<ArrayBuffer> };

/** What the voice worker tells the page. */
export type VoiceReply =
  /** Transferred: `count` rows as `frame-row.ts` lays them out. */
  | { readonly kind: 'rows'; readonly rows: Float64Array<ArrayBuffer>; readonly count: number }
  | { readonly kind: 'failed'; readonly message: string };

/** What comes over the worker's port from the audio thread, and what goes back. */
export type { AudioChunk, AudioChunkReturn };
