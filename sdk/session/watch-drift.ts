import { defer, finalize, type MonoTypeOperatorFunction, tap } from 'rxjs';
import { createDriftMonitor, type DriftReport } from '../accountability/create-drift-monitor.ts';
import type { DriftReference } from '../models/model-card.ts';
import type { AbstentionReason, Reading } from '../vocabulary.ts';

/** What a face or a voice shows within some seconds is nearly one value, so that much counts as one draw. */
const windowSeconds = 10;

/** Who listens, or has just begun to speak, tells nothing about the model. */
const nothingToMeasure: readonly AbstentionReason[] = [
  'muted',
  'no-speech',
  'too-little-data',
  'baseline-not-settled',
];

/** One answer of a model: what it said of each feature. */
export interface ModelAnswer {
  readonly atSeconds: number;
  readonly readings: Readonly<Record<string, Reading>>;
}

/**
 * Passes a model's answers on and pools them on the side. After each window of answers it tells how they compare
 * with the references; at the end it tells an empty list, since counts of a person go with their consent.
 */
export function watchDrift<T>(
  references: readonly DriftReference[],
  answerOf: (value: T) => ModelAnswer | null,
  tell: (reports: readonly DriftReport[]) => void,
): MonoTypeOperatorFunction<T> {
  if (references.length === 0) return (source$) => source$;
  return (source$) =>
    defer(() => {
      const monitor = createDriftMonitor(references);
      let endsAt: number | null = null;
      return source$.pipe(
        tap((value) => {
          const answer = answerOf(value);
          if (answer === null) return;
          if (endsAt === null || answer.atSeconds >= endsAt) {
            if (endsAt !== null) tell(monitor.endWindow());
            endsAt = answer.atSeconds + windowSeconds;
          }
          for (const [feature, reading] of Object.entries(answer.readings)) {
            if (reading.kind === 'measured') monitor.push(feature, reading.value);
            else if (!reading.reasons.every((reason) => nothingToMeasure.includes(reason)))
              monitor.push(feature, null);
          }
        }),
        finalize(() => tell([])),
      );
    });
}
