import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where the set-up keeps models, recordings and what is made of them. */
export const cacheFolder: string = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'assent');
