import { AssentError } from '../../errors.ts';
import type { AggregatorSettings } from '../aggregator-options.ts';

/**
 * Who is in a meeting's call now, `null` where the service was given no roster.
 *
 * @throws AssentError `aggregation-failed` where the roster cannot be had, or not within half of the time for collecting
 */
export async function presentInCall(
  meetingId: string,
  { roster, clock, collectSeconds }: AggregatorSettings,
): Promise<ReadonlySet<string> | null> {
  if (roster === null) return null;
  const fail = (cause?: unknown): never => {
    throw new AssentError('aggregation-failed', 'Who is in the call could not be found out.', { cause });
  };
  let cancel = (): void => {};
  const tooLate = new Promise<never>((_, reject) => {
    cancel = clock.schedule(collectSeconds * 500, () => reject(new Error('no answer in time')));
  });
  return await Promise.race([roster.participantsOf(meetingId), tooLate])
    .catch(fail)
    .finally(cancel);
}
