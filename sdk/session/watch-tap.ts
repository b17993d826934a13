import { distinctUntilChanged, map, type Observable } from 'rxjs';
import type { MeetingAdapter, Tap } from '../adapter.ts';
import type { Modality } from '../vocabulary.ts';

/** The own outgoing track of a modality, `null` while there is none; emits when it is another one or its mute state changes. */
export function watchTap(adapter: MeetingAdapter, modality: Modality): Observable<Tap | null> {
  return adapter.taps$.pipe(
    map((taps) => taps.find((tap) => tap.modality === modality) ?? null),
    distinctUntilChanged(
      (one, other) => one?.id === other?.id && one?.track === other?.track && one?.muted === other?.muted,
    ),
  );
}
