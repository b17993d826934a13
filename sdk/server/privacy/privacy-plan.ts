import { groupSignals } from '../../meeting/group-signals.ts';
import type { GroupSignalName } from '../../vocabulary.ts';

/** One participant who says something else changes two cells of a signal by one each. */
const sensitivity = 2;

/** What a meeting may tell under differential privacy. */
export interface PrivacyOptions {
  /**
   * Epsilon of the whole meeting, for the substitution of one participant's answers: what all that is shown may
   * change in likelihood by one of them, as a factor of e^epsilon. Spent in equal parts.
   */
  readonly epsilon: number;
  /** Windows that will be shown; those after are withheld. Make `windowSeconds` long rather than this large. */
  readonly releases: number;
  /** The signals that are shown; fewer make each more exact. Default: all. */
  readonly signals?: readonly GroupSignalName[];
  /** Smaller groups are withheld: noise of the same size weighs more in them. Default 20. */
  readonly smallestGroup?: number;
  /** More standard error of a share in the smallest group than this is refused as nonsense; default 0.15. */
  readonly maximumStandardError?: number;
}

/** A plan that was found to make sense. */
export interface PrivacyPlan {
  readonly epsilon: number;
  readonly releases: number;
  readonly signals: readonly GroupSignalName[];
  readonly smallestGroup: number;
  /** Inverse scale of the noise, epsilon of one signal of one window over `sensitivity`, as a fraction. */
  readonly inverseScale: { readonly numerator: bigint; readonly denominator: bigint };
  /** Of the share of one cell, in the smallest group. */
  readonly standardError: number;
}

/** Millionths: epsilon is rounded down to a whole number of them, so that the noise is exact. */
const steps = 1_000_000;

/**
 * The standard error, by noise alone, of the share of one cell: that of the discrete Laplace distribution over the
 * contributors. Epsilon is split evenly over windows and signals (basic composition).
 *
 * @see Ghosh, Roughgarden & Sundararajan, *Universally Utility-Maximizing Privacy Mechanisms*, 2009
 */
export function expectedStandardError(options: {
  readonly epsilon: number;
  readonly releases: number;
  readonly signals: number;
  readonly contributors: number;
}): number {
  const { epsilon, releases, signals, contributors } = options;
  const inverseScale = epsilon / (releases * signals * sensitivity);
  const q = Math.exp(-inverseScale);
  return Math.sqrt(2 * q) / (1 - q) / contributors;
}

/**
 * Checks that what is asked for can tell anything.
 *
 * @throws TypeError naming the option that is out of range; one whose figures would be noise is refused with the
 *   standard error that they would have
 */
export function planPrivacy(options: PrivacyOptions): PrivacyPlan {
  const { epsilon, releases, smallestGroup = 20, maximumStandardError = 0.15 } = options;
  const names = groupSignals.map(({ name }) => name);
  const signals = options.signals ?? names;
  if (!(Number.isFinite(epsilon) && epsilon >= 1 / steps)) {
    throw new TypeError('privacy.epsilon: a number above 0 is needed');
  }
  whole('privacy.releases', releases, 1);
  whole('privacy.smallestGroup', smallestGroup, 5);
  if (signals.length === 0 || !signals.every((name) => names.includes(name))) {
    throw new TypeError(`privacy.signals: some of ${names.join(', ')} are needed`);
  }
  if (!(maximumStandardError > 0 && maximumStandardError <= 0.5)) {
    throw new TypeError('privacy.maximumStandardError: a number above 0, at most 0.5, is needed');
  }
  const count = new Set(signals).size;
  const standardError = expectedStandardError({
    epsilon,
    releases,
    signals: count,
    contributors: smallestGroup,
  });
  if (standardError > maximumStandardError) {
    const points = (share: number): string => `${Math.round(share * 100)} percentage points`;
    throw new TypeError(
      `privacy.epsilon: ${epsilon} over ${releases} windows of ${count} signals would give each share of a group of ` +
        `${smallestGroup} a standard error of ${points(standardError)} (at most ${points(maximumStandardError)} ` +
        'make sense): show fewer windows or signals, or larger groups',
    );
  }
  return {
    epsilon,
    releases,
    signals: [...new Set(signals)],
    smallestGroup,
    inverseScale: {
      numerator: BigInt(Math.floor(epsilon * steps)),
      denominator: BigInt(steps * releases * count * sensitivity),
    },
    standardError,
  };
}

function whole(name: string, value: number, least: number): void {
  if (!(Number.isSafeInteger(value) && value >= least)) {
    throw new TypeError(`${name}: a whole number of at least ${least} is needed`);
  }
}
