import faceLandmarker from '../../models/face-landmarker.manifest.json' with { type: 'json' };
import type { ModelSource } from '../../models/model-manifest.ts';
import sileroVad from '../../models/silero-vad.manifest.json' with { type: 'json' };
import engineFiles from './engine-files.json' with { type: 'json' };

/** A file that an app serves from its own origin. */
export interface AssetFile {
  /** The folder that `AssetUrls` names it by. */
  readonly folder: 'models' | 'vision-wasm' | 'onnx-wasm';
  readonly file: string;
  readonly bytes: number;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
  /** Tried in turn. */
  readonly sources: readonly ModelSource[];
}

/** All of them: the models as their manifests name them, and the engines' files of the very versions that the workers carry. */
export const assetFiles: readonly AssetFile[] = [
  ...[faceLandmarker, sileroVad].map(({ file, bytes, sha256, sources }) => ({
    folder: 'models' as const,
    file,
    bytes,
    sha256,
    // JSON modules widen literals; the manifest's own shape is checked where the model is loaded.
    sources: sources as readonly ModelSource[],
  })),
  ...engineFiles.engines.flatMap(({ package: name, folder, path, files }) =>
    files.map((file) => ({
      ...file,
      folder: folder as AssetFile['folder'],
      sources: [{ kind: 'npm' as const, package: name, path: `${path}/${file.file}` }],
    })),
  ),
];
