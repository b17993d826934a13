import type { ActiveComputation, BehaviourName, Signal } from 'assent';
import { auditTime, map, merge, type Observable, scan, startWith } from 'rxjs';

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
  return merge(added$, dropped$, contestedOut$).pipe(
    scan((shown, change) => change(shown), new Map() as OwnSignals),
    auditTime(200),
    startWith(new Map() as OwnSignals),
  );
}
