import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { cacheFolder } from './cache-folder.ts';
import { launchBrowser } from './launch-browser.ts';
import { makeFaceClip } from './make-face-clip.ts';
import { unpackPackage } from './unpack-package.ts';

/** The package as it is published, in a folder of its own, and a browser with a recorded face and recorded speech. */
export interface PackedApp {
  readonly folder: string;
  readonly browser: Browser;
  close(): Promise<void>;
}

/** Unpacks the package and starts the browser; `close()` takes both away. */
export async function openPackedApp(): Promise<PackedApp> {
  const folder = unpackPackage();
  const clear = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    const video = await makeFaceClip();
    const browser = await launchBrowser({ video, audio: join(cacheFolder, 'media', 'jfk.wav') });
    return {
      folder,
      browser,
      async close() {
        await browser.close();
        clear();
      },
    };
  } catch (error) {
    clear();
    throw error;
  }
}
