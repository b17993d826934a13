import type { ActiveComputation, BehaviourName, Signal } from 'assent';
import { auditTime, filter, map, merge, type Observable, scan, share, startWith } from 'rxjs';

/** The newest signal of each name. */
export type OwnSignals = ReadonlyMap<string, Signal>;

const nameOf = (signal: Signal) =>
  signal.kind === 'affect' ? 'affect' : `${signal.modality}:${signal.name}`;

/** Whether a computation that is still alive may have made this signal for the participant's own view. */
function isAlive(signal: Signal, active: readonly ActiveComputation[]): boolean {
  const own = active.map(({ scope }) => scope).filter(({ purpose }) => purpose === 'self-view');
  return signal.kind === 'affect'
    ? own.some(({ tier }) => tier === 'affect')
    : own.some(({ tier, modality }) => tier === 'behaviour' && modality === signal.modality);
}

/** What the private view shows, five times a second; what was stopped or contested goes from it. */
export function watchOwnSignals(
  mine$: Observable<Signal>,
  active$: Observable<readonly ActiveComputation[]>,
  contested$: Observable<BehaviourName | 'affect'>,
): Observable<OwnSignals> {
  const added$ = mine$.pipe(
    map(
      (signal) =>
        (shown: OwnSignals): OwnSignals =>
          new Map(shown).set(nameOf(signal), signal),
    ),
  );
  const dropped$ = active$.pipe(
    map((active) => (shown: OwnSignals): OwnSignals => {
      return new Map([...shown].filter(([, signal]) => isAlive(signal, active)));
    }),
  );
  const contestedOut$ = contested$.pipe(
    map((contested) => (shown: OwnSignals): OwnSignals => {
      return new Map([...shown].filter(([name]) => name !== contested && !name.endsWith(`:${contested}`)));
    }),
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
