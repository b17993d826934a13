/**
 * The failures of the environment, by name. Mistakes of the caller are
 * `TypeError`s instead, and missing data is a value.
 *
 * @module
 */

/** What went wrong; stable across minor versions. */
export type AssentErrorCode =
  /** The browser lacks something that is needed; the message names it. */
  | 'unsupported'
  /** A computation was asked for without a valid grant. */
  | 'no-consent'
  /** A consent record, request or transition that the ledger refuses. */
  | 'consent-refused'
  /** A model could not be fetched. */
  | 'model-unavailable'
  /** A model's bytes are not the ones its manifest names. */
  | 'model-corrupt'
  /** A model has no model card. */
  | 'model-without-card'
  /** A model stands in the list of revoked models; the message says why. */
  | 'model-revoked'
  /** There is no valid list of revoked models, and affect does not run without one. */
  | 'revocations-unusable'
  /** A worker failed to start or died. */
  | 'worker-failed'
  /** The own track could not be read. */
  | 'capture-failed'
  /** The own track ended while it was read. */
  | 'track-ended'
  /** A message broke the protocol; the message names the field. */
  | 'message-invalid'
  /** A message exceeds a size or rate limit. */
  | 'limit-exceeded'
  /** A token is missing, forged, expired or for another meeting. */
  | 'token-invalid'
  /** The aggregation service refused or could not be reached. */
  | 'aggregation-failed';

/** A failure of the environment: it carries a stable `code` and, where there is one, the `cause`. */
export class AssentError extends Error {
  override readonly name: string = 'AssentError';
  /** What went wrong; switch on this, not on the message. */
  readonly code: AssentErrorCode;

  constructor(code: AssentErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
