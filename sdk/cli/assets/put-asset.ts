import { copyFile, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { AssetFile } from './asset-files.ts';
import { faultOf } from './fault-of.ts';
import type { Place } from './open-sources.ts';

/**
 * Copies the first right file that a place has into its folder; a wrong one is never put there, not for a moment.
 *
 * @returns the name of the place
 * @throws Error saying of each place why not
 */
export async function putAsset(asset: AssetFile, target: string, places: readonly Place[]): Promise<string> {
  const reasons = new Set<string>();
  const part = join(target, '..', `.${asset.file}.${process.pid}.part`);
  await mkdir(join(target, '..'), { recursive: true });
  try {
    for (const place of places) {
      try {
        const found = await place.locate();
        // The copy is checked, not the original: what is put there is what was looked at.
        await copyFile(found, part);
        const fault = await faultOf(part, asset);
        if (fault === null) {
          await rename(part, target);
          return place.name;
        }
        reasons.add(`${place.name}: it ${fault}`);
      } catch (error) {
        reasons.add(`${place.name}: ${wordsOf(error)}`);
      }
    }
  } finally {
    await rm(part, { force: true });
  }
  throw new Error([...reasons].join('; '));
}

function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ('code' in error && error.code === 'ENOENT') return 'not there';
  const cause = error.cause instanceof Error ? `: ${error.cause.message}` : '';
  return `${error.message.split('\n')[0]}${cause}`;
}
