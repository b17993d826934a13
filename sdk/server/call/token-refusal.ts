import { AssentError } from '../../errors.ts';

/** Why a platform's token does not name a participant. */
export type TokenRefusalReason =
  /** It is no JSON Web Token in compact form. */
  | 'malformed'
  /** It is longer than any that a platform issues. */
  | 'oversized'
  /** It is not signed by an algorithm that was asked for; `none` never is. */
  | 'algorithm'
  /** Its signature is not of the key. */
  | 'forged'
  /** No key that is known has signed it. */
  | 'unknown-key'
  | 'expired'
  | 'not-yet-valid'
  /** Somebody else issued it. */
  | 'issuer'
  /** It is for something else. */
  | 'audience'
  /** It is for no meeting, or for one that this service does not serve. */
  | 'room'
  /** It names nobody, or no person. */
  | 'identity'
  /** Something that a token needs is missing; the message names the claim. */
  | 'claim'
  /** The keys could not be fetched, so nothing is known of the token. */
  | 'keys-unavailable';

/** A token that was not accepted; for logs and metrics, as clients are told no more than `token-invalid`. */
export class TokenRefusal extends AssentError {
  readonly reason: TokenRefusalReason;

  constructor(reason: TokenRefusalReason, message: string, options?: ErrorOptions) {
    super('token-invalid', message, options);
    this.reason = reason;
  }
}
