import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';

/** What is wrong with a file, held against what it should be; `null` where nothing is. */
export async function faultOf(
  file: string,
  { bytes, sha256 }: { readonly bytes: number; readonly sha256: string },
): Promise<string | null> {
  const found = await stat(file).catch(() => null);
  if (found === null) return 'is missing';
  if (!found.isFile() || found.size !== bytes) return `has ${found.size} bytes instead of ${bytes}`;
  const digest = createHash('sha256')
    .update(await readFile(file))
    .digest('hex');
  return digest === sha256 ? null : `has the sha256 ${digest} instead of ${sha256}`;
}
