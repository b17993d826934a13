import type { PublicKeyJwk } from '../../integrity/signing-key.ts';

/** A field that the standard asks for and that the deployment left empty; it takes nothing from the record's genuineness. */
export type RecordGap = 'controller-address' | 'jurisdictions';

/** What is wrong with a record. */
export type RecordFault =
  /** It is no consent record of this format. */
  | 'malformed'
  /** Something in it is not what was hashed and signed. */
  | 'tampered'
  /** Events that were there are gone. */
  | 'truncated'
  /** An event stands twice or out of order, or the whole is an old copy. */
  | 'replayed'
  /** It, or an event in it, belongs to another record, meeting, participant or key. */
  | 'foreign'
  /** It is genuine, and still tells of something that a ledger never does. */
  | 'inconsistent';

/** The outcome of {@link verifyRecord}. */
export type RecordVerification =
  | {
      readonly kind: 'valid';
      readonly events: number;
      /** Whether the meeting had not ended when the record was sealed. */
      readonly open: boolean;
      readonly gaps: readonly RecordGap[];
    }
  | {
      readonly kind: RecordFault;
      /** Where, as a path: `events.3.signature`. */
      readonly at: string;
      /** In plain words. */
      readonly reason: string;
    };

/** What a verifier knows from elsewhere. A record alone can only prove that it fits together. */
export interface RecordExpectations {
  readonly recordId?: string;
  readonly meetingId?: string;
  readonly subjectId?: string;
  /** The key as known from elsewhere; without it, whoever makes a key can make a record. */
  readonly publicKey?: PublicKeyJwk;
  /** What the verifier asked to have signed. */
  readonly challenge?: string;
  /** How far the record went when it was last seen. */
  readonly seen?: { readonly events: number; readonly headHash: string };
}
