import {
  concat,
  defer,
  distinctUntilChanged,
  ignoreElements,
  map,
  type Observable,
  of,
  repeat,
  switchMap,
  timer,
} from 'rxjs';
import type { Guest } from './guest.ts';

const breathSeconds = 1.5;

/**
 * Whose turn it is to speak, by key, `null` in between: recorded guests take
 * turns, as people do, instead of all talking at once. Starts anew with each
 * guest who comes or goes.
 */
export function conductTurns(guests$: Observable<readonly Guest[]>): Observable<number | null> {
  let last = -1;
  const wait = (seconds: number) => timer(seconds * 1000).pipe(ignoreElements());
  const takeTurns = (present: readonly Guest[]): Observable<number | null> =>
    defer(() => {
      const speaker = present.find((guest) => guest.key > last) ?? present[0];
      if (speaker === undefined) return of(null);
      last = speaker.key;
      return concat(of(speaker.key), wait(speaker.part.turnSeconds), of(null), wait(breathSeconds));
    }).pipe(present.length > 0 ? repeat() : map((turn) => turn));
  return guests$.pipe(
    map((guests) => guests.filter((guest) => guest.participantId !== null)),
    distinctUntilChanged((a, b) => a.length === b.length && a.every((guest, i) => guest.key === b[i]?.key)),
    switchMap(takeTurns),
  );
}
