import type { PublicKeyJwk } from '../../integrity/signing-key.ts';
import type { Modality, Purpose, Scope, Tier } from '../../vocabulary.ts';
import type { ConsentState, DpvConsentState } from '../consent-state.ts';
import type { Notice, NoticeModel, Retention } from '../notice.ts';

/** The profile that a record keeps to: ISO/IEC TS 27560:2023 as the W3C Data Privacy Vocabulary implements it. */
export const recordProfile = 'https://w3id.org/dpv/schema/dpv-27560#record';

/** Version of this JSON form. */
export const recordFormat = 'assent-consent-record-1';

/** What a record is about; fixed when the record begins, and bound to every event by the first hash. */
export interface RecordHeader {
  readonly schemaVersion: typeof recordFormat;
  readonly conformsTo: typeof recordProfile;
  /** UUID. */
  readonly recordId: string;
  readonly meetingId: string;
  /** The participant's pseudonym in this meeting. */
  readonly subjectId: string;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  /** Made for this meeting alone; its private half never leaves the participant's browser. */
  readonly publicKey: PublicKeyJwk;
}

/** Someone or something that takes part. */
export interface RecordParty {
  /** Unique in the record. */
  readonly partyId: string;
  readonly role: 'data-subject' | 'data-controller' | 'recipient' | 'software-agent';
  readonly type: 'person' | 'organisation' | 'group' | 'software';
  readonly name: string;
  /** `null` for the data subject, who is known by a pseudonym only. */
  readonly contact: string | null;
  /** Postal; `null` where none was declared or none applies. */
  readonly address: string | null;
}

/** A kind of personal data, by where it comes from and what is made of it. */
export type RecordDataType = `${Modality}-${Tier}`;

/** One purpose of one modality, as one notice told of it. */
export interface RecordProcess {
  readonly noticeSha256: string;
  readonly purpose: Purpose;
  readonly modality: Modality;
  readonly dataTypes: readonly RecordDataType[];
  readonly legalBasis: 'explicit-consent';
  /** Party ids. */
  readonly controllers: readonly string[];
  /** Party ids. */
  readonly recipients: readonly string[];
  readonly storageLocation: Retention['location'];
  /** `meeting` is the end of the meeting; a number is seconds. */
  readonly retention: Retention['atMost'];
  readonly jurisdictions: readonly string[];
  readonly withdrawalMethod: 'one-action-in-the-call';
  readonly models: readonly NoticeModel[];
}

/** What the participant may ask for, and where. */
export interface RecordRight {
  readonly right: 'withdraw' | 'access' | 'erasure' | 'portability' | 'contest' | 'complaint';
  readonly exercisedAt: 'in-the-call' | 'on-this-device' | 'controller' | 'supervisory-authority';
}

/** One step of one scope, chained and signed. */
export interface RecordedEvent {
  /** Position, from 0. */
  readonly sequence: number;
  readonly recordId: string;
  /** ISO 8601, UTC. */
  readonly eventTime: string;
  /** End of validity, ISO 8601, UTC; `null` where the state permits nothing. */
  readonly validUntil: string | null;
  /** Party id of who brought it about. */
  readonly entityId: string;
  readonly eventType: 'explicitly-expressed';
  readonly previousState: ConsentState;
  readonly eventState: DpvConsentState;
  readonly scope: Scope;
  readonly noticeSha256: string;
  /** Hash of the event before; of the header, for the first. */
  readonly previousHash: string;
  /** SHA-256 over the RFC 8785 form of everything above. */
  readonly hash: string;
  /** ES256 over the same text, as base64url. */
  readonly signature: string;
}

/** Says how far the record goes, so that cutting off its end shows. */
export interface RecordSeal {
  readonly events: number;
  /** Hash of the last event; of the header, where there is none. */
  readonly headHash: string;
  /** ISO 8601, UTC. */
  readonly sealedAt: string;
  /** What a verifier asked to have signed, to know that the seal is fresh; `null` where nobody did. */
  readonly challenge: string | null;
  /** ES256 over the RFC 8785 form of everything above and the record id. */
  readonly signature: string;
}

/**
 * A participant's consent in one meeting as evidence that stands by itself:
 * ISO/IEC TS 27560:2023 with its mandatory fields. It holds decisions only,
 * never a measurement. It is the participant's: nothing here sends it anywhere.
 */
export interface ConsentRecord {
  readonly header: RecordHeader;
  /** Every notice that was in force, oldest first. */
  readonly notices: readonly Notice[];
  readonly processes: readonly RecordProcess[];
  readonly parties: readonly RecordParty[];
  readonly rights: readonly RecordRight[];
  readonly impactAssessments: readonly { readonly uri: string; readonly date: string }[];
  readonly events: readonly RecordedEvent[];
  readonly seal: RecordSeal;
}
