import type { Bytes } from '../../meeting/secure/canonical-bytes.ts';

/** The rounds of a window, by the paper's names. */
export type SecureRound = 'ShareKeys' | 'MaskedInputCollection' | 'ConsistencyCheck' | 'Unmasking';

/** Why a window came to no sum. */
export type SecureWithheld =
  /** Fewer answered in a round than the threshold or the smallest group asks for. */
  | 'too-few-members'
  /** The guard against differencing admits none of those who answered, or too few. */
  | 'not-admitted'
  /** Somebody's shares or seeds were wrong: what came out can be no sum of contributions. */
  | 'sum-implausible';

/** What a round ended with. */
export type SecureStep =
  /** The next round begins: these messages go to these participants. */
  | {
      readonly kind: 'messages';
      readonly round: SecureRound;
      readonly to: ReadonlyMap<string, Bytes>;
    }
  /** The sum of U3's contributions, cell by cell. */
  | {
      readonly kind: 'summed';
      readonly sum: readonly number[];
      readonly contributors: ReadonlySet<string>;
    }
  | { readonly kind: 'withheld'; readonly reason: SecureWithheld };

/** The service's side of one window. */
export interface SecureWindow {
  /** The round whose answers are being collected; `null` once the window has ended. */
  readonly round: SecureRound | null;
  /** Whose answer of this round is still to come. */
  readonly awaited: ReadonlySet<string>;
  /** For each member of the roster: begins ShareKeys. */
  readonly request: Bytes;
  /**
   * Takes one participant's answer; who it is was established by the connection.
   *
   * @throws SecureError naming why it is left out; the window goes on
   */
  receive(participantId: string, message: Uint8Array): Promise<void>;
  /** Nothing more is to be expected of this participant, and unless it is in U3 already, it won't be. */
  drop(participantId: string): void;
  /** Ends the round, when all have answered or its time is up. */
  advance(): Promise<SecureStep>;
}

/** Options of `createSecureWindow`. */
export interface SecureWindowOptions {
  /** Above that of every earlier window of the meeting. */
  readonly window: number;
  /**
   * Chooses U3 among those whose masked input is in, so that no two published sums differ by too few; `null`
   * for none. What it decides stands from then on, whether or not the window comes to a sum. Default: all.
   */
  readonly admit?: (contributors: ReadonlySet<string>) => Promise<ReadonlySet<string> | null>;
  readonly smallestCohort?: number;
}
