import { type MeetingClock, systemClock } from '../meeting/meeting-clock.ts';
import { maximumMessageLength } from '../meeting/messages.ts';
import { largestCohort, largestRoster } from '../meeting/secure/cohort-limits.ts';
import type { VerifyIdentity } from '../meeting/secure/signing-identity.ts';
import { smallestGroup } from '../meeting/smallest-group.ts';
import type { AggregationStore } from './aggregation-store.ts';
import { type AggregatorObserver, noObserver } from './aggregator-observer.ts';
import type { CallRoster } from './call/call-roster.ts';
import type { MeetingCluster } from './cluster/meeting-cluster.ts';
import { type PrivacyOptions, type PrivacyPlan, planPrivacy } from './privacy/privacy-plan.ts';

/** Whom a token stands for, as verified by the call platform's side. */
export interface VerifiedToken {
  readonly meetingId: string;
  /** The same for the same person throughout the meeting, also after a reload; a pseudonym will do. */
  readonly participantId: string;
  /** Milliseconds since the Unix epoch. */
  readonly expiresAt: number;
}

/** What one connection or meeting may ask of the service. */
export interface AggregatorLimits {
  /** UTF-16 code units of one message; default 8192. Set the transport's own limit (`maxPayload` of `ws`) as well. */
  readonly messageLength: number;
  /** Messages a connection may send per second in the long run; default 2, with `secure` 4. */
  readonly messagesPerSecond: number;
  /** Messages a connection may send at once; default 10, with `secure` 20. */
  readonly messageBurst: number;
  /** Connections that may be open at once; default 20,000. */
  readonly connections: number;
  /** Participants of one meeting; default 1,000. */
  readonly participantsPerMeeting: number;
  /** Time for a connection to say `hello` and for its token to be verified; default 10 s. */
  readonly helloSeconds: number;
  /** A connection with more bytes than this waiting to be sent is closed; default 1 MiB. */
  readonly bufferedBytes: number;
}

/** What makes the sums blind. */
export interface SecureAggregationOptions {
  /** Verifies the tokens by which the call's side attests the participants' signing keys. */
  readonly verifyIdentity: VerifyIdentity;
  /** Larger groups are cut into several cohorts; default 32, at most 64 and at least twice `k`. */
  readonly largestCohort?: number;
}

/** Options of `createAggregator`. */
export interface AggregatorOptions {
  readonly store: AggregationStore;
  /** The other nodes of the service (see `openRedis`), where it has more than one. */
  readonly cluster?: MeetingCluster;
  /** Rejects for a token that is missing, forged, expired or for someone else. */
  readonly verifyToken: (token: string) => Promise<VerifiedToken>;
  /**
   * Who is in the call, by its platform's own word: whoever is not in it is not let in, whatever the token says,
   * and is taken out before the next window. Default: the tokens alone count.
   */
  readonly roster?: CallRoster;
  /** Length of a window; windows are aligned to the clock; default 60. */
  readonly windowSeconds?: number;
  /**
   * How long after a window's end contributions to it are taken; default a quarter of the window, at most 5.
   * With `secure` all rounds have to fit in: default half of the window, at most 15.
   */
  readonly collectSeconds?: number;
  /** The smallest cohort of which anything is shown; default 5, which is also the floor. */
  readonly k?: number;
  /** The smallest cohort of which valence and arousal are shown; default 10 or `k`, never below `k`. */
  readonly affectK?: number;
  /** How long a meeting's differencing guard is kept after its last published window; default 12 hours. */
  readonly guardSeconds?: number;
  /**
   * Blind sums (see `createAggregator`): contributions as they are, are then refused. A meeting's windows
   * are conducted by one node; if it dies, the window at hand is withheld, and its keys are made anew.
   */
  readonly secure?: SecureAggregationOptions;
  /** Differential privacy of what is shown (see `expectedStandardError` for its cost); default: none. */
  readonly privacy?: PrivacyOptions;
  readonly limits?: Partial<AggregatorLimits>;
  readonly clock?: MeetingClock;
  /** Told of failures of the store or of `verifyToken`, which clients only see as a code; default: nothing. */
  readonly onProblem?: (problem: unknown) => void;
  /** Counts what happens; see `createAggregatorMetrics`. */
  readonly observer?: AggregatorObserver;
}

/** The options with defaults filled in. */
export interface AggregatorSettings {
  readonly store: AggregationStore;
  readonly cluster: MeetingCluster | null;
  readonly verifyToken: (token: string) => Promise<VerifiedToken>;
  readonly roster: CallRoster | null;
  readonly windowSeconds: number;
  readonly collectSeconds: number;
  readonly k: number;
  readonly affectK: number;
  readonly guardSeconds: number;
  readonly secure: Required<SecureAggregationOptions> | null;
  readonly privacy: PrivacyPlan | null;
  readonly limits: AggregatorLimits;
  readonly clock: MeetingClock;
  readonly onProblem: (problem: unknown) => void;
  readonly observer: AggregatorObserver;
}

const defaultLimits: AggregatorLimits = {
  messageLength: 8192,
  messagesPerSecond: 2,
  messageBurst: 10,
  connections: 20_000,
  participantsPerMeeting: 1_000,
  helloSeconds: 10,
  bufferedBytes: 1_048_576,
};

/**
 * Fills in the defaults.
 *
 * @throws TypeError naming the option that is missing or out of range
 */
export function settleOptions(options: AggregatorOptions): AggregatorSettings {
  if (typeof options.store?.put !== 'function') throw new TypeError('store: an AggregationStore is needed');
  if (typeof options.verifyToken !== 'function') throw new TypeError('verifyToken: a function is needed');
  const roster = options.roster ?? null;
  if (roster !== null && typeof roster.participantsOf !== 'function') {
    throw new TypeError('roster: a CallRoster is needed');
  }
  const { windowSeconds = 60, k = smallestGroup, guardSeconds = 43_200, onProblem = () => {} } = options;
  const { observer = noObserver } = options;
  const secure = options.secure ?? null;
  const share = secure === null ? Math.min(5, windowSeconds / 4) : Math.min(15, windowSeconds / 2);
  const { collectSeconds = share, affectK = Math.max(10, k) } = options;
  // Four rounds a window, and keys and a draw now and then.
  const rates = secure === null ? {} : { messagesPerSecond: 4, messageBurst: 20 };
  const limits = { ...defaultLimits, ...rates, ...options.limits };
  positive('windowSeconds', windowSeconds);
  positive('collectSeconds', collectSeconds);
  positive('guardSeconds', guardSeconds);
  if (collectSeconds >= windowSeconds) throw new TypeError('collectSeconds: must be below windowSeconds');
  atLeast('k', k, smallestGroup);
  atLeast('affectK', affectK, k);
  for (const [name, value] of Object.entries(limits)) positive(`limits.${name}`, value);
  if (limits.messageLength > maximumMessageLength) {
    throw new TypeError(`limits.messageLength: at most ${maximumMessageLength}`);
  }
  if (secure !== null) checkSecure(secure, k);
  return {
    store: options.store,
    cluster: options.cluster ?? null,
    verifyToken: options.verifyToken,
    roster,
    windowSeconds,
    collectSeconds,
    k,
    affectK,
    guardSeconds,
    secure: secure === null ? null : { largestCohort, ...secure },
    privacy: options.privacy === undefined ? null : planPrivacy(options.privacy),
    limits,
    clock: options.clock ?? systemClock,
    observer,
    onProblem(problem) {
      observer.problem();
      onProblem(problem);
    },
  };
}

function checkSecure(secure: SecureAggregationOptions, k: number): void {
  if (typeof secure.verifyIdentity !== 'function') {
    throw new TypeError('secure.verifyIdentity: a function is needed');
  }
  const { largestCohort: largest = largestCohort } = secure;
  // A group that is one too large for a single cohort is halved, and both halves must reach k.
  if (!(Number.isInteger(largest) && largest >= 2 * k && largest <= largestRoster)) {
    throw new TypeError(`secure.largestCohort: a whole number from twice k to ${largestRoster} is needed`);
  }
}

function positive(name: string, value: number): void {
  if (!(Number.isFinite(value) && value > 0)) throw new TypeError(`${name}: a number above 0 is needed`);
}

function atLeast(name: string, value: number, floor: number): void {
  if (!(Number.isSafeInteger(value) && value >= floor)) {
    throw new TypeError(`${name}: a whole number of at least ${floor} is needed`);
  }
}
