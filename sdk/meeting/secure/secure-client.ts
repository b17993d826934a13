import type { Bytes } from './canonical-bytes.ts';
import type { SigningIdentity, VerifyIdentity } from './signing-identity.ts';

/** One participant's side of the secure aggregation: a message of the service in, the answer out. */
export interface SecureClient {
  /**
   * Takes a message of the service, one after the other in the order of the calls.
   *
   * @returns the answer, or `null` where there is none to give
   * @throws SecureError (as a rejection) naming why it refuses; the window at hand is then over for this
   *   participant: its secrets are forgotten and nothing more of it is answered
   */
  receive(message: Uint8Array): Promise<Bytes | null>;
  /**
   * Forgets all keys and secrets, and the window at hand; an answer that is being worked out is not given.
   * A later epoch can be joined again. What is already summed cannot be undone.
   */
  forget(): void;
}

/** Options of {@link createSecureClient}. */
export interface SecureClientOptions {
  readonly meetingId: string;
  readonly identity: SigningIdentity;
  readonly verifyIdentity: VerifyIdentity;
  /**
   * The vector of a window (see `encodeContribution`), asked for once, when everything is ready for it;
   * `null` to sit the window out.
   */
  readonly takeInput: (window: number) => readonly number[] | null;
  /**
   * Whether the call itself, not the aggregation service, knows this participant. Without it a service
   * that also issues tokens, or an issuer that helps it, can fill the cohort with people who don't exist.
   */
  readonly isInCall?: (participantId: string) => boolean;
  /** Fewer contributors than this and no share is revealed; default 5, which is also the floor. */
  readonly smallestCohort?: number;
  /** Larger rosters are refused; default 32, at most 64. */
  readonly largestCohort?: number;
}
