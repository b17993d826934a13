import * as v from 'valibot';
import { type ModelCard, modelCardSchema } from './model-card.ts';

/** One place that a model file can be had from when an app is set up; at run time it comes from the app's own origin. */
export type ModelSource =
  | { readonly kind: 'url'; readonly url: string }
  /** A file inside a registry package that is fetched as a plain tarball and never installed. */
  | { readonly kind: 'npm'; readonly package: string; readonly path: string };

/** Which bytes a model is, and what is known about it. */
export interface ModelManifest {
  readonly id: string;
  readonly version: string;
  /** File name under `AssetUrls.models`. */
  readonly file: string;
  /** Exact length of the file. */
  readonly bytes: number;
  /** Lower-case hexadecimal SHA-256 of the file. */
  readonly sha256: string;
  /** SPDX identifier. */
  readonly licence: string;
  readonly card: ModelCard;
  /** Tried in turn. */
  readonly sources: readonly ModelSource[];
}

const text = v.pipe(v.string(), v.nonEmpty());

/** The shape of a {@link ModelManifest} with its card. */
export const modelManifestSchema: v.GenericSchema<ModelManifest> = v.strictObject({
  id: text,
  version: text,
  file: v.pipe(v.string(), v.regex(/^[\w.-]+$/)),
  bytes: v.pipe(v.number(), v.integer(), v.minValue(1)),
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  licence: text,
  card: modelCardSchema,
  sources: v.array(
    v.variant('kind', [
      v.strictObject({ kind: v.literal('url'), url: v.pipe(v.string(), v.url()) }),
      v.strictObject({ kind: v.literal('npm'), package: text, path: text }),
    ]),
  ),
});
