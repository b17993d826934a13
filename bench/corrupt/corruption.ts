import type { Sound } from '../evaluate/sound.ts';

/** One way in which sound reaches a microphone, or leaves it, worse than it was. */
export interface Corruption {
  readonly name: string;
  /** What the five severities are, mildest first. */
  readonly severities: readonly number[];
  readonly unit: string;
  /** Corrupts a sound: the same one in the same way on every run. */
  apply(sound: Sound, severity: number): Sound;
}
