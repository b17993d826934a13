import { auditTime, filter, map, merge, type Observable, Subject, scan, share, startWith } from 'rxjs';
import type { ActiveComputation, BehaviourName, Signal } from '../vocabulary.ts';

/** The newest signal of each name, by a key of its own. */
export type OwnSignals = ReadonlyMap<string, Signal>;

/** What {@link watchOwnSignals} reads of a session. */
export interface OwnSignalsSource {
  readonly mine$: Observable<Signal>;
  readonly active$: Observable<readonly ActiveComputation[]>;
  /** What the participant contests, as it happens. */
  readonly contested$?: Observable<BehaviourName | 'affect'>;
}

/**
 * What a private view shows: the newest signal of each name, five times a
 * second. What was stopped or contested goes from it at once. Begins with the
 * empty map; an `AssentSession` will do as its source.
 */
export function watchOwnSignals({
  mine$,
  active$,
  contested$ = new Subject(),
}: OwnSignalsSource): Observable<OwnSignals> {
  const added$ = mine$.pipe(
    map(
      (signal) =>
        (shown: OwnSignals): OwnSignals =>
          new Map(shown).set(keyOf(signal), signal),
    ),
  );
  const dropped$ = active$.pipe(
    map(
      (active) =>
        (shown: OwnSignals): OwnSignals =>
          new Map([...shown].filter(([, signal]) => isAlive(signal, active))),
    ),
  );
  const contestedOut$ = contested$.pipe(
    map(
      (contested) =>
        (shown: OwnSignals): OwnSignals =>
          new Map([...shown].filter(([key]) => key !== contested && !key.endsWith(`:${contested}`))),
    ),
  );
  const shown$ = merge(
    added$.pipe(map((change) => ({ change, atOnce: false }))),
    merge(dropped$, contestedOut$).pipe(map((change) => ({ change, atOnce: true }))),
  ).pipe(
    scan(({ shown }, { change, atOnce }) => ({ shown: change(shown), atOnce }), {
      shown: new Map() as OwnSignals,
      atOnce: true,
    }),
    share(),
  );
  return merge(shown$.pipe(auditTime(200)), shown$.pipe(filter(({ atOnce }) => atOnce))).pipe(
    map(({ shown }) => shown),
    startWith(new Map() as OwnSignals),
  );
}

const keyOf = (signal: Signal) => (signal.kind === 'affect' ? 'affect' : `${signal.modality}:${signal.name}`);

/** Whether a computation that is still alive may have made this signal for the participant's own view. */
function isAlive(signal: Signal, active: readonly ActiveComputation[]): boolean {
  const own = active
    .filter(({ state, reason }) => state === 'running' || state === 'starting' || reason === 'muted')
    .map(({ scope }) => scope)
    .filter(({ purpose }) => purpose === 'self-view');
  return signal.kind === 'affect'
    ? own.some(({ tier }) => tier === 'affect')
    : own.some(({ tier, modality }) => tier === 'behaviour' && modality === signal.modality);
}
