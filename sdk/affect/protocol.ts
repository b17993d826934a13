import type { AssentErrorCode } from '../errors.ts';
import type { ModelManifest } from '../models/model-manifest.ts';
import type { ExpressionAnswer } from './expression-answer.ts';

/** What the page tells the affect worker. */
export type AffectWorkerRequest =
  | {
      readonly kind: 'start';
      readonly manifest: ModelManifest;
      /** Absolute addresses: a worker resolves relative ones against its own script. */
      readonly modelsUrl: string;
      readonly wasmUrl: string;
    }
  | { readonly kind: 'features'; readonly id: number; readonly values: readonly number[] };

/** What the affect worker tells the page. */
export type AffectWorkerReply =
  | { readonly kind: 'ready' }
  | { readonly kind: 'answer'; readonly id: number; readonly answer: ExpressionAnswer }
  | { readonly kind: 'failed'; readonly code: AssentErrorCode; readonly message: string };
