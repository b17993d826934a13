import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** A recording that golden values exist of. */
export interface GoldenSpeech {
  readonly name: string;
  readonly file: string;
  readonly isPresent: boolean;
}

/** The recordings that set-up fetches (`demo/setup`); those of Debian are left out where there is no Debian. */
export function goldenSpeech(): readonly GoldenSpeech[] {
  const media = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'assent', 'media');
  return ['jfk.wav', 'librivox-0870.wav', 'librivox-0890.wav', 'librivox-0920.wav'].map((name) => {
    const file = join(media, name);
    return { name, file, isPresent: existsSync(file) };
  });
}
