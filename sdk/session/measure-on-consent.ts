import { combineLatest, defer, filter, type Observable, share, switchMap, take, timer } from 'rxjs';
import { AssentError } from '../errors.ts';
import type { Signal } from '../vocabulary.ts';
import { keepMeasuring } from './keep-measuring.ts';
import type { MeasureSignalsOptions, measureSignals } from './measure-signals.ts';

/**
 * The signals of one purpose. What makes them is fetched at the first consent for that purpose: whoever says
 * no does not even load it. Where it cannot be fetched it is tried again, for as long as there is a consent.
 * Shared; never errors.
 */
export function measureOnConsent(options: MeasureSignalsOptions): Observable<Signal> {
  const { consent, purpose, report } = options;
  const grants$ = combineLatest([
    consent.watch({ modality: 'voice', purpose }),
    consent.watch({ modality: 'face', purpose }),
  ]);
  return grants$.pipe(
    filter((grants) => grants.some((grant) => grant !== null)),
    take(1),
    switchMap(() => defer(load)),
    keepMeasuring(report),
    switchMap((measure) => measure(options)),
    share({ resetOnRefCountZero: () => timer(0) }),
  );
}

async function load(): Promise<typeof measureSignals> {
  try {
    return (await import('./measure-signals.ts')).measureSignals;
  } catch (cause) {
    throw new AssentError('capture-failed', 'What measures could not be loaded.', { cause });
  }
}
