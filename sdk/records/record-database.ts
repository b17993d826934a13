import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { StoreKey } from './store-key.ts';

/** One kept record as it lies on the disk. */
export interface StoredRow {
  readonly recordId: string;
  readonly events: number;
  readonly savedAt: number;
  readonly expiresAt: number;
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly ciphertext: ArrayBuffer;
}

/** The store's database. */
export interface RecordSchema extends DBSchema {
  records: { key: string; value: StoredRow };
  /** `key`: what encrypts. `latest`: the latest time at which the store was used. */
  meta: { key: 'key' | 'latest'; value: StoreKey | number };
}

/** Opens the database; `onClosed` is called when another tab needs it gone or the browser closes it. */
export function openRecordDatabase(name: string, onClosed: () => void): Promise<IDBPDatabase<RecordSchema>> {
  return openDB<RecordSchema>(name, 1, {
    upgrade(database) {
      database.createObjectStore('records', { keyPath: 'recordId' });
      database.createObjectStore('meta');
    },
    blocking(_current, _blocked, event) {
      // Holding on would make the other tab wait for as long as this one is open.
      (event.target as IDBDatabase).close();
      onClosed();
    },
    terminated: onClosed,
  });
}
