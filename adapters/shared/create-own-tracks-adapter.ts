import type { MeetingAdapter } from '../../sdk/adapter.ts';
import { type SentTrack, watchTaps } from './watch-taps.ts';

/** Options that every adapter takes. */
export interface OwnTracksAdapterOptions {
  /** The platform's name, for messages; default: the adapter's own. */
  readonly platform?: string;
  /** How often to look for changes that no event tells of, in milliseconds; default 200. */
  readonly checkMs?: number;
}

/** A `MeetingAdapter` that can be told to look at once. */
export interface OwnTracksAdapter extends MeetingAdapter {
  /**
   * Looks at the platform now. Never needed; it saves the wait of up to
   * `checkMs` after a change of which the platform tells nobody.
   */
  refresh(): void;
}

/** What an adapter knows of its platform. */
export interface OwnTracksSource {
  /** What is sent at this moment; `null` once the call is left, for good. */
  read(): readonly SentTrack[] | null;
  /** Reports every event after which `read()` may answer otherwise; returns how to stop. Default: none. */
  listen?(changed: () => void): () => void;
}

/**
 * Makes an adapter of a platform's state and events; the whole of what adapters have in common.
 *
 * @throws TypeError naming `checkMs` if it is no number above 0
 */
export function createOwnTracksAdapter(
  name: string,
  { platform = name, checkMs = 200 }: OwnTracksAdapterOptions,
  source: OwnTracksSource,
): OwnTracksAdapter {
  if (!(Number.isFinite(checkMs) && checkMs > 0)) throw new TypeError('checkMs: a number above 0 is needed');
  const looks = new Set<() => void>();
  return {
    platform,
    refresh() {
      for (const look of looks) look();
    },
    taps$: watchTaps({
      checkMs,
      read: () => source.read(),
      listen(changed) {
        looks.add(changed);
        const stop = source.listen?.(changed);
        return () => {
          looks.delete(changed);
          stop?.();
        };
      },
    }),
  };
}
