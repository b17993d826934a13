/**
 * `assent/records`: a participant's consent as evidence. A recorder writes down
 * what a ledger does, a verifier checks such a record anywhere, and a store
 * keeps records on the participant's own device, encrypted and for a limited
 * time, if they choose so.
 *
 * @example
 * ```ts
 * import { createConsentRecorder, toJsonLd, verifyRecord } from 'assent/records';
 *
 * const recorder = await createConsentRecorder({ ledger: session.consent });
 * // later, on the participant's wish
 * const record = await recorder.record();
 * console.log(await verifyRecord(record), toJsonLd(record));
 * ```
 *
 * @module
 */

export type {
  ConsentRecord,
  RecordDataType,
  RecordedEvent,
  RecordHeader,
  RecordParty,
  RecordProcess,
  RecordRight,
  RecordSeal,
} from '../consent/record/consent-record.ts';
export {
  type ConsentRecorder,
  type ConsentRecorderOptions,
  createConsentRecorder,
} from '../consent/record/create-consent-recorder.ts';
export type {
  RecordExpectations,
  RecordFault,
  RecordGap,
  RecordVerification,
} from '../consent/record/record-verification.ts';
export type { StorageTrouble } from '../consent/record/storage-trouble.ts';
export { type JsonLd, type JsonLdNode, toJsonLd } from '../consent/record/to-json-ld.ts';
export { verifyRecord } from '../consent/record/verify-record.ts';
export {
  createSigningKey,
  type PublicKeyJwk,
  type SigningKey,
} from '../integrity/signing-key.ts';
export { consentRecordJsonSchema } from './consent-record-json-schema.ts';
export { keepRecord } from './keep-record.ts';
export { openRecordStore, type RecordStoreOptions } from './open-record-store.ts';
export type {
  DeleteResult,
  ListResult,
  LoadResult,
  OpenResult,
  RecordStore,
  SaveResult,
  StorageFailure,
  StoredRecord,
} from './record-store.ts';
