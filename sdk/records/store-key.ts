/** The store's key, and a name by which to see that it is still the one. */
export interface StoreKey {
  readonly keyId: string;
  /** AES-GCM, 256 bits, not extractable. */
  readonly key: CryptoKey;
}

/** Whether a value of the database is a key. */
export function isStoreKey(value: StoreKey | number | undefined): value is StoreKey {
  return typeof value === 'object' && value.key instanceof CryptoKey;
}
