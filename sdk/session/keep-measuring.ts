import { EMPTY, type MonoTypeOperatorFunction, type Observable, retry, timer } from 'rxjs';
import { AssentError, type AssentErrorCode } from '../errors.ts';

/** Failures that trying again cannot mend: something else has to change first. */
const lasting: readonly AssentErrorCode[] = [
  'unsupported',
  'no-consent',
  'track-ended',
  'model-without-card',
];
const firstWaitMs = 1000;
const longestWaitMs = 30_000;

/**
 * Restarts a measurement that failed, after 1, 2, 4 ... 30 seconds; a frame in
 * between begins the count anew. A failure that lasts completes the stream, so
 * that one failing track never ends the session; a mistake in the options lasts.
 *
 * @param report - told of every failure, before the wait.
 */
export function keepMeasuring<T>(report: (problem: AssentError) => void): MonoTypeOperatorFunction<T> {
  return (frames$) =>
    frames$.pipe(
      retry({
        resetOnSuccess: true,
        delay: (error: unknown, count): Observable<unknown> => {
          const problem = toAssentError(error);
          report(problem);
          if (error instanceof TypeError || lasting.includes(problem.code)) return EMPTY;
          return timer(Math.min(firstWaitMs * 2 ** (count - 1), longestWaitMs));
        },
      }),
    );
}

/** A failure as one of ours; what is none becomes `capture-failed` with its cause. */
function toAssentError(error: unknown): AssentError {
  if (error instanceof AssentError) return error;
  return new AssentError('capture-failed', 'The own track could not be measured.', { cause: error });
}
