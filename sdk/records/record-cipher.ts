import type { IDBPDatabase } from 'idb';
import { canonicalText } from '../integrity/canonical-text.ts';
import { webCrypto } from '../integrity/web-crypto.ts';
import type { RecordSchema, StoredRow } from './record-database.ts';
import { isStoreKey, type StoreKey } from './store-key.ts';

const algorithm = { name: 'AES-GCM', length: 256 };

/** The facts of a row that lie open on the disk; they are authenticated with what is encrypted. */
export type OpenFacts = Omit<StoredRow, 'iv' | 'ciphertext'>;

/**
 * The store's key. It is made on first use; when two tabs are first at once,
 * both get the one that was put down first.
 */
export async function storeKey(database: IDBPDatabase<RecordSchema>): Promise<StoreKey> {
  // Made beforehand: a transaction does not wait for anything but its own requests.
  const key = await webCrypto().generateKey(algorithm, false, ['encrypt', 'decrypt']);
  const fresh: StoreKey = { keyId: crypto.randomUUID(), key };
  const transaction = database.transaction('meta', 'readwrite');
  const kept = await transaction.store.get('key');
  if (!isStoreKey(kept)) await transaction.store.put(fresh, 'key');
  await transaction.done;
  return isStoreKey(kept) ? kept : fresh;
}

/** Encrypts a value; its open facts are bound to it. */
export async function sealRow(facts: OpenFacts, value: unknown, key: CryptoKey): Promise<StoredRow> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const ciphertext = await webCrypto().encrypt(
    { name: 'AES-GCM', iv, additionalData: boundBytes(facts) },
    key,
    new TextEncoder().encode(JSON.stringify(value)),
  );
  return { ...facts, iv, ciphertext };
}

/** Decrypts a row, or `undefined` where it, its open facts or the key is not what it was. */
export async function openRow(row: StoredRow, key: CryptoKey): Promise<unknown> {
  const { iv, ciphertext, ...facts } = row;
  try {
    const bytes = await webCrypto().decrypt(
      { name: 'AES-GCM', iv, additionalData: boundBytes(facts) },
      key,
      ciphertext,
    );
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}

function boundBytes({ recordId, events, savedAt, expiresAt }: OpenFacts): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(canonicalText({ recordId, events, savedAt, expiresAt }, 'row'));
}
