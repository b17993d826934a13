import { AssentError, type AssentErrorCode } from '../../errors.ts';

/** Why one side of the secure aggregation refuses to go on. */
export type SecureRefusal =
  /** Bytes that are no message, or one with a field of the wrong form. */
  | 'message-invalid'
  | 'message-too-long'
  /** A message that does not belong to the round at hand, or a second one of the same round. */
  | 'out-of-turn'
  /** An epoch or a window that is not above the last one. */
  | 'epoch-replayed'
  | 'window-replayed'
  /** A message of another window than the one at hand. */
  | 'window-mismatch'
  /** An attestation token that is forged, expired or for another meeting or participant. */
  | 'identity-invalid'
  /** A signature that does not verify under the attested key. */
  | 'signature-invalid'
  | 'roster-too-small'
  | 'roster-too-large'
  /** One participant, or one key, more than once. */
  | 'roster-duplicate'
  /** Someone in the roster who is not in the call. */
  | 'roster-not-in-call'
  /** A roster without oneself, or with keys that are not one's own. */
  | 'roster-without-self'
  /** A draw that leaves the own commitment out, does not open all of them, or comes too often. */
  | 'draw-invalid'
  /** Not the cohort that the draw came to. */
  | 'roster-not-drawn'
  /** Fewer than three people joined or left since the last roster. */
  | 'roster-changed-by-few'
  | 'not-in-roster'
  /** Fewer people in a round than the threshold or the smallest group asks for. */
  | 'too-few-members'
  /** A set of a round that is not within the set of the round before, or lacks oneself. */
  | 'members-inconsistent'
  /** Signatures over another survivor set than the one that was told. */
  | 'survivors-inconsistent'
  /** Fewer than three people more or less than in the last sum. */
  | 'survivors-changed-by-few'
  /** Shares that were not encrypted by the named peer for this participant, epoch and window. */
  | 'share-undecryptable';

/** A refusal of the secure aggregation; `field` names what is at fault, empty for the message as a whole. */
export class SecureError extends AssentError {
  override readonly name: string = 'SecureError';
  readonly refusal: SecureRefusal;
  readonly field: string;

  constructor(refusal: SecureRefusal, field: string, message: string, options?: ErrorOptions) {
    super(codeOf(refusal), message, options);
    this.refusal = refusal;
    this.field = field;
  }
}

function codeOf(refusal: SecureRefusal): AssentErrorCode {
  if (refusal === 'message-invalid') return 'message-invalid';
  if (refusal === 'message-too-long') return 'limit-exceeded';
  return refusal === 'identity-invalid' ? 'token-invalid' : 'aggregation-failed';
}
