import type { AssentErrorCode } from '../errors.ts';
import type { FaceRow } from './frame-row.ts';

/** What the page tells the face worker. */
export type FaceWorkerRequest =
  | {
      readonly kind: 'start';
      /** Absolute addresses: a worker resolves relative ones against its own script. */
      readonly modelsUrl: string;
      readonly visionWasmUrl: string;
      readonly maximumRateHz: number;
      readonly maxCpuShare: number;
    }
  /** The camera's frames, transferred, in answer to the first `want`: a worker that ends before it takes them in would leave them flowing. */
  | { readonly kind: 'frames'; readonly frames: ReadableStream<VideoFrame> }
  /** One frame, transferred, in answer to `want`. */
  | { readonly kind: 'image'; readonly image: VideoFrame | ImageBitmap; readonly atSeconds: number };

/** What the face worker tells the page: features and troubles, never pictures, landmarks or blendshapes. */
export type FaceWorkerReply =
  /** The model is loaded. */
  | { readonly kind: 'ready' }
  /** Send the next frame, or all that come. */
  | { readonly kind: 'want' }
  | {
      readonly kind: 'measured';
      readonly row: FaceRow;
      /** How long this frame kept the worker busy. */
      readonly busyMilliseconds: number;
    }
  /** The camera delivers no more. */
  | { readonly kind: 'ended' }
  | { readonly kind: 'failed'; readonly code: AssentErrorCode; readonly message: string };
