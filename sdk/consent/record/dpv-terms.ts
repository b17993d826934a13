import type { Modality, Purpose } from '../../vocabulary.ts';
import type { DpvConsentState } from '../consent-state.ts';
import type { Retention } from '../notice.ts';
import type { RecordDataType, RecordParty, RecordRight } from './consent-record.ts';

/** The prefixes of a record in JSON-LD; written out, so that no processor has to fetch a context. */
export const dpvContext: Readonly<Record<string, unknown>> = {
  dpv: 'https://w3id.org/dpv#',
  pd: 'https://w3id.org/dpv/pd#',
  loc: 'https://w3id.org/dpv/loc#',
  'eu-gdpr': 'https://w3id.org/dpv/legal/eu/gdpr#',
  dct: 'http://purl.org/dc/terms/',
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  schema: 'https://schema.org/',
  sec: 'https://w3id.org/security#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
};

/**
 * States of consent, as DPV 2.2 names them. DPV has no word of its own for a
 * consent that ends with its meeting: `ConsentRevoked` is a consent that is no
 * longer used because the service is over, in contrast to `ConsentWithdrawn`,
 * which only the data subject does.
 */
export const dpvConsentStatus: Readonly<Record<DpvConsentState, string>> = {
  requested: 'dpv:ConsentRequested',
  deferred: 'dpv:ConsentRequestDeferred',
  refused: 'dpv:ConsentRefused',
  given: 'dpv:ConsentGiven',
  renewed: 'dpv:RenewedConsentGiven',
  withdrawn: 'dpv:ConsentWithdrawn',
  expired: 'dpv:ConsentExpired',
  terminated: 'dpv:ConsentRevoked',
  invalidated: 'dpv:ConsentInvalidated',
};

/** Voice and face are data of the body; what is worked out from them is information about behaviour. */
export const dpvDataCategory: Readonly<Record<RecordDataType, readonly string[]>> = {
  'voice-behaviour': ['pd:Behavioural'],
  'face-behaviour': ['pd:Behavioural'],
  'voice-affect': ['pd:Behavioural', 'pd:Biometric'],
  'face-affect': ['pd:Behavioural', 'pd:Biometric'],
};

/** What a purpose is, in a sentence for readers of the record. */
export const purposeDescription: Readonly<Record<Purpose, string>> = {
  'self-view': 'Showing the participant their own measurements',
  'group-summary': 'Counting the participant in a summary of the whole group',
};

/** What a kind of data is, in a sentence for readers of the record. */
export const dataDescription: Readonly<Record<RecordDataType, string>> = {
  'voice-behaviour': 'How the participant speaks, measured; never what is said',
  'face-behaviour': 'Visible movements of the face and head, measured; never who it is',
  'voice-affect': 'The expression of the voice as measured: an estimate that may be wrong',
  'face-affect': 'The expression of the face as measured: an estimate that may be wrong',
};

/** Where data is held. */
export const dpvLocation: Readonly<Record<Retention['location'], string>> = {
  'device-memory': 'dpv:WithinDevice',
  'service-memory': 'dpv:CloudLocation',
};

/** What a party is. */
export const dpvRole: Readonly<Record<RecordParty['role'], string>> = {
  'data-subject': 'dpv:DataSubject',
  'data-controller': 'dpv:DataController',
  recipient: 'dpv:Recipient',
  'software-agent': 'dpv:Entity',
};

/** The rights, by article of the GDPR where one names them. */
export const dpvRight: Readonly<Record<RecordRight['right'], readonly string[]>> = {
  withdraw: ['dpv:DataSubjectRight', 'eu-gdpr:A7-3'],
  access: ['dpv:DataSubjectRight', 'eu-gdpr:A15'],
  erasure: ['dpv:DataSubjectRight', 'eu-gdpr:A17'],
  portability: ['dpv:DataSubjectRight', 'eu-gdpr:A20'],
  contest: ['dpv:DataSubjectRight'],
  complaint: ['dpv:DataSubjectRight', 'eu-gdpr:A77'],
};

/** Where the media come from. */
export const sourceDescription: Readonly<Record<Modality, string>> = {
  voice: 'The participant’s own microphone',
  face: 'The participant’s own camera',
};
