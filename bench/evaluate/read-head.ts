import { access, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ModelManifest } from '../../sdk/models/model-manifest.ts';

/** A head of somebody's own, as its manifest names it; its card and hash are checked where it is loaded. */
export interface HeadFile {
  readonly path: string;
  readonly manifest: ModelManifest;
  /** Its model, which lies beside the manifest. */
  readonly model: string;
}

/**
 * Reads the manifest of a head.
 *
 * @throws Error naming the file, where there is none, it is no JSON or no object, or its model is not there.
 */
export async function readHead(path: string): Promise<HeadFile> {
  let manifest: unknown;
  try {
    manifest = JSON.parse(await readFile(path, 'utf8'));
  } catch (cause) {
    throw new Error(
      `${path}: it cannot be read as JSON: ${cause instanceof Error ? cause.message : String(cause)}`,
      { cause },
    );
  }
  if (typeof manifest !== 'object' || manifest === null || Array.isArray(manifest))
    throw new Error(`${path}: it holds no manifest, an object with 'id', 'file', 'sha256' and 'card'`);
  // The head itself refuses what is none; only where its model lies is asked before.
  const { file } = manifest as Partial<Record<keyof ModelManifest, unknown>>;
  const model = join(dirname(path), String(file));
  if (typeof file === 'string')
    await access(model).catch(() => {
      throw new Error(`${path}: there is no file '${file}' beside it`);
    });
  return { path, manifest: manifest as ModelManifest, model };
}
