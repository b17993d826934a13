import { BehaviorSubject } from 'rxjs';
import type { MeetingAdapter, Tap } from '../adapter.ts';

/** A call platform by hand: what the test publishes is what the adapter taps. */
export interface FakeAdapter {
  readonly adapter: MeetingAdapter;
  /** Adds the track to what is sent. */
  publish(track: MediaStreamTrack): void;
  /** Takes the track out of what is sent. */
  unpublish(track: MediaStreamTrack): void;
  /** Sends `next` instead of `track`, in its place. */
  replace(track: MediaStreamTrack, next: MediaStreamTrack): void;
  /** Mutes as a platform does, without touching the track. */
  mute(track: MediaStreamTrack, muted: boolean): void;
  /** Leaves the call: the set empties and `taps$` completes. */
  leave(): void;
}

/**
 * Creates an adapter without a platform, for tests of what is built on an adapter. It passes the same
 * contract as the real ones.
 *
 * @remarks Like every adapter it only borrows tracks; a track that ends by itself leaves the set.
 */
export function createFakeAdapter(platform = 'fake'): FakeAdapter {
  const taps = new BehaviorSubject<readonly Tap[]>([]);
  const muted = new Map<MediaStreamTrack, boolean>();

  function tell(): void {
    taps.next(
      [...muted].map(([track, byPlatform]) => ({
        id: track.id,
        modality: track.kind === 'audio' ? 'voice' : 'face',
        track,
        muted: byPlatform || track.muted || !track.enabled,
      })),
    );
  }

  function follow(track: MediaStreamTrack): void {
    track.addEventListener('ended', ended);
    for (const type of ['mute', 'unmute']) track.addEventListener(type, tell);
  }

  function release(track: MediaStreamTrack): void {
    track.removeEventListener('ended', ended);
    for (const type of ['mute', 'unmute']) track.removeEventListener(type, tell);
  }

  function ended(event: Event): void {
    remove(event.currentTarget as MediaStreamTrack);
  }

  function remove(track: MediaStreamTrack): void {
    release(track);
    if (muted.delete(track)) tell();
  }

  return {
    adapter: { platform, taps$: taps.asObservable() },
    publish(track) {
      if (taps.closed || muted.has(track)) return;
      if (track.readyState === 'ended') throw new TypeError('track: it has ended');
      muted.set(track, false);
      follow(track);
      tell();
    },
    unpublish: remove,
    replace(track, next) {
      const was = muted.get(track);
      if (was === undefined) throw new TypeError('track: it is not published');
      const entries = [...muted];
      release(track);
      follow(next);
      muted.clear();
      for (const [each, state] of entries) muted.set(each === track ? next : each, state);
      tell();
    },
    mute(track, wanted) {
      if (!muted.has(track)) throw new TypeError('track: it is not published');
      muted.set(track, wanted);
      tell();
    },
    leave() {
      for (const track of muted.keys()) release(track);
      muted.clear();
      taps.next([]);
      taps.complete();
    },
  };
}
