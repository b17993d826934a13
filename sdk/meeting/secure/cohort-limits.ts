import { smallestGroup } from '../smallest-group.ts';

/** The smallest group that may be summed; no option goes below it. */
export const smallestCohort: number = smallestGroup;

/** The largest cohort by default; larger meetings are cut into several. */
export const largestCohort = 32;

/** The largest roster that a message can carry; no option goes above it. */
export const largestRoster = 64;

/**
 * The threshold t of the secret sharing: the smallest whole number above two thirds of `count`.
 *
 * Two survivor sets that exclude each other would need t signatures each, so more than a third of the
 * members would have to sign both: with fewer colluders than that only one set can ever be unmasked.
 *
 * @see Bonawitz et al. 2017, section 6, on active adversaries
 */
export function thresholdOf(count: number): number {
  return Math.floor((2 * count) / 3) + 1;
}

/**
 * Checks what a caller sets for both ends.
 *
 * @throws TypeError naming the option that is out of range
 */
export function checkCohortLimits(smallest: number, largest: number): void {
  if (!Number.isInteger(smallest) || smallest < smallestCohort) {
    throw new TypeError(`smallestCohort: a whole number of at least ${smallestCohort} is needed`);
  }
  if (!Number.isInteger(largest) || largest < smallest || largest > largestRoster) {
    throw new TypeError(`largestCohort: a whole number from smallestCohort to ${largestRoster} is needed`);
  }
}

/** How many a roster may have. */
export interface CohortLimits {
  readonly smallest: number;
  readonly largest: number;
}
