/**
 * A new key pair to have attested: `publicKey` goes to the call's side, `privateKey` stays.
 *
 * Alone in its file: an app needs it before anything of the protocol is loaded.
 */
export async function createSigningKeys(): Promise<{
  readonly publicKey: Uint8Array<ArrayBuffer>;
  readonly privateKey: CryptoKey;
}> {
  const { publicKey, privateKey } = await crypto.subtle.generateKey(
    { name: 'ECDSA', namedCurve: 'P-256' },
    false,
    ['sign', 'verify'],
  );
  return { publicKey: new Uint8Array(await crypto.subtle.exportKey('raw', publicKey)), privateKey };
}
