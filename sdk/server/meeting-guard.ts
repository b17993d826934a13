import * as v from 'valibot';
import type { CohortBlock } from './admit-cohort.ts';

/** When a small group is next shown. Times are numbers of windows. */
export interface DigestPace {
  /** The window that was shown first. */
  readonly first: number;
  /** Not before this one is there another. */
  readonly next: number;
}

/** What a meeting's windows leave behind, so that the next ones tell no more together than each by itself. */
export interface MeetingGuard {
  readonly blocks: readonly CohortBlock[];
  /** `null` as long as nothing was shown of a small group. */
  readonly pace: DigestPace | null;
}

/** Of a meeting of which nothing was shown yet. */
export const noGuard: MeetingGuard = Object.freeze({ blocks: [], pace: null });

/** The form in which a store may keep it. */
export const meetingGuardSchema: v.GenericSchema<unknown, MeetingGuard> = v.strictObject({
  blocks: v.array(v.array(v.string())),
  pace: v.nullable(v.strictObject({ first: v.number(), next: v.number() })),
});

/**
 * The pace after a small group was shown: each time it is left alone for as long as it has been there, so that an
 * hour of it is told in seven pieces of growing length and not in sixty.
 */
export function paceAfter(pace: DigestPace | null, window: number): DigestPace {
  const first = pace?.first ?? window;
  return { first, next: window + Math.max(1, window - first) };
}
