import type { MeetingAdapter, Tap } from 'assent';
import {
  concat,
  distinctUntilChanged,
  endWith,
  ignoreElements,
  NEVER,
  type Observable,
  of,
  ReplaySubject,
  share,
  switchMap,
  takeUntil,
} from 'rxjs';
import type { CallMedia } from './call-media.ts';

/**
 * One adapter for the whole call: over a change from SFU to mesh the taps go
 * on, as the participant's tracks do.
 *
 * @param media$ the media in use, replayed; completes when the call is left
 */
export function createCallAdapter(media$: Observable<CallMedia | null>): MeetingAdapter {
  const none: readonly Tap[] = [];
  const left$ = media$.pipe(ignoreElements(), endWith(true));
  return {
    platform: 'demo',
    taps$: media$.pipe(
      // The set of one transport ends with it; the call's goes on until the call is left.
      switchMap((media) => (media ? concat(media.adapter.taps$, NEVER) : of(none))),
      takeUntil(left$),
      endWith(none),
      distinctUntilChanged(isSame),
      share({ connector: () => new ReplaySubject(1) }),
    ),
  };
}

function isSame(left: readonly Tap[], right: readonly Tap[]): boolean {
  return (
    left.length === right.length &&
    left.every((tap, index) => tap.track === right[index]?.track && tap.muted === right[index]?.muted)
  );
}
