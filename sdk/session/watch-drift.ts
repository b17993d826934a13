import { Observable } from 'rxjs';
import { createDriftMonitor, type DriftReport } from '../accountability/create-drift-monitor.ts';
import type { DriftReference } from '../models/model-card.ts';
import type { Reading } from '../vocabulary.ts';

/** Values within some seconds of a face or a voice are nearly one value; of ten seconds each, 60 windows are ten minutes. */
const windowSeconds = 10;

/** One answer of a model: what it said of each feature. */
export interface ModelAnswer {
  readonly atSeconds: number;
  readonly readings: Readonly<Record<string, Reading>>;
}

/**
 * Passes a model's answers on and pools them beside: told is, after each window of answers, how they stand
 * to the references, and at the end an empty list, since counts of a person go with their consent.
 */
export function watchDrift<T>(
  references: readonly DriftReference[],
  answerOf: (value: T) => ModelAnswer | null,
  tell: (reports: readonly DriftReport[]) => void,
): (source$: Observable<T>) => Observable<T> {
  if (references.length === 0) return (source$) => source$;
  return (source$) =>
    new Observable((subscriber) => {
      const monitor = createDriftMonitor(references);
      let endsAt = Number.NEGATIVE_INFINITY;
      const pool = ({ atSeconds, readings }: ModelAnswer): void => {
        if (atSeconds >= endsAt) {
          if (endsAt > Number.NEGATIVE_INFINITY) tell(monitor.endWindow());
          endsAt = atSeconds + windowSeconds;
        }
        for (const [feature, reading] of Object.entries(readings))
          monitor.push(feature, reading.kind === 'measured' ? reading.value : null);
      };
      subscriber.add(() => tell([]));
      subscriber.add(
        source$.subscribe({
          next(value) {
            const answer = answerOf(value);
            if (answer !== null) pool(answer);
            subscriber.next(value);
          },
          error: (cause: unknown) => subscriber.error(cause),
          complete: () => subscriber.complete(),
        }),
      );
    });
}
