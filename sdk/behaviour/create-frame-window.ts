import type { Stamped } from '../vocabulary.ts';

/** One frame and the stretch of time that it stands for. */
export interface WindowEntry<T> {
  readonly frame: T;
  readonly seconds: number;
}

/** The frames of the last seconds. */
export interface FrameWindow<T extends Stamped> {
  /** Takes a frame in and drops what is too old; `false` for one that is not newer than the last. */
  push(frame: T): boolean;
  /** The frames of the last so many seconds before the newest, oldest first. */
  last(seconds: number): readonly WindowEntry<T>[];
}

/**
 * Keeps frames for as long as the longest measure looks back.
 *
 * A frame stands for the time since the one before it, but never for more than
 * `longestSeconds`: what was not looked at is not known.
 */
export function createFrameWindow<T extends Stamped>(
  keepSeconds: number,
  longestSeconds: number,
): FrameWindow<T> {
  let entries: WindowEntry<T>[] = [];
  return {
    push(frame) {
      const newest = entries.at(-1)?.frame.atSeconds;
      if (newest !== undefined && frame.atSeconds <= newest) return false;
      const since = newest === undefined ? 0 : frame.atSeconds - newest;
      entries.push({ frame, seconds: Math.min(since, longestSeconds) });
      const oldest = frame.atSeconds - keepSeconds;
      if ((entries[0]?.frame.atSeconds ?? oldest) < oldest) {
        entries = entries.filter((entry) => entry.frame.atSeconds >= oldest);
      }
      return true;
    },
    last(seconds) {
      const from = (entries.at(-1)?.frame.atSeconds ?? 0) - seconds;
      let first = entries.length;
      while (first > 0 && (entries[first - 1]?.frame.atSeconds ?? from) > from) first -= 1;
      return entries.slice(first);
    },
  };
}
