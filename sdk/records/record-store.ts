import type { Observable } from 'rxjs';
import type { ConsentRecord } from '../consent/record/consent-record.ts';
import type { StorageTrouble } from '../consent/record/storage-trouble.ts';

/** What is known of a kept record without opening it. */
export interface StoredRecord {
  readonly recordId: string;
  /** How many events it holds. */
  readonly events: number;
  /** Milliseconds since the Unix epoch. */
  readonly savedAt: number;
  /** When it is deleted, in milliseconds since the Unix epoch. */
  readonly expiresAt: number;
}

/** The device would not do it. */
export interface StorageFailure {
  readonly kind: 'failed';
  readonly trouble: StorageTrouble;
  readonly cause: unknown;
}

/** What became of {@link RecordStore.save}. */
export type SaveResult =
  | { readonly kind: 'saved'; readonly expiresAt: number }
  /** A copy with more events is kept already, saved by another tab, and stays. */
  | { readonly kind: 'newer-kept'; readonly events: number }
  | StorageFailure;

/** What became of {@link RecordStore.load}. */
export type LoadResult =
  | { readonly kind: 'found'; readonly record: ConsentRecord; readonly stored: StoredRecord }
  | { readonly kind: 'missing' }
  /** Its time was over: it has just been deleted. */
  | { readonly kind: 'expired' }
  /** It does not decrypt: it, its expiry or its place was changed, or the key is gone. */
  | { readonly kind: 'unreadable' }
  | StorageFailure;

/** What became of {@link RecordStore.list}. */
export type ListResult =
  | { readonly kind: 'listed'; readonly records: readonly StoredRecord[] }
  | StorageFailure;

/** What became of a deletion. */
export type DeleteResult = { readonly kind: 'deleted'; readonly count: number } | StorageFailure;

/**
 * Consent records on the participant's own device. Each is encrypted
 * (AES-GCM, 256 bits) with a key that cannot be read out of the browser, and
 * deleted when its time is over: on opening, on listing and on loading.
 *
 * Every operation resolves to a named result; none rejects.
 */
export interface RecordStore {
  /** Keeps a record, or a longer copy of one that is kept. Its time begins anew with each longer copy. */
  save(record: ConsentRecord): Promise<SaveResult>;
  /** All that is kept and not expired, latest first. */
  list(): Promise<ListResult>;
  /** One record, decrypted, or why there is none. */
  load(recordId: string): Promise<LoadResult>;
  /** Deletes one record for good. */
  delete(recordId: string): Promise<DeleteResult>;
  /** Deletes every record and the key, so that not even a copy of the disk can be read any more. */
  deleteAll(): Promise<DeleteResult>;
  /** Emits when this or another tab changed what is kept. */
  readonly changes$: Observable<void>;
  /** The store is not used any more; what is kept stays. */
  close(): void;
}

/** What became of {@link openRecordStore}. */
export type OpenResult =
  | {
      readonly kind: 'open';
      readonly store: RecordStore;
      /** How many records were deleted because their time was over. */
      readonly expired: number;
      /** Whether the system's clock stands before a time at which this store was used; expiry goes by the later time. */
      readonly clockSetBack: boolean;
      /** Whether the browser promised not to clear the store on its own. */
      readonly durable: boolean;
    }
  | StorageFailure;
