import { fromBase64Url } from './base64url.ts';
import { type PublicKeyJwk, signatureScheme } from './signing-key.ts';
import { webCrypto } from './web-crypto.ts';

/**
 * Whether a signature over a text was made with the private half of a public key. Anything that is
 * no signature or no key is `false`, not an error.
 *
 * @throws {@link AssentError} `unsupported` (as a rejection) where WebCrypto is missing.
 */
export async function verifySignature(
  publicKey: PublicKeyJwk,
  text: string,
  signature: string,
): Promise<boolean> {
  const subtle = webCrypto();
  const bytes = fromBase64Url(signature);
  if (bytes === null) return false;
  const { kty, crv, x, y } = publicKey;
  try {
    const key = await subtle.importKey(
      'jwk',
      { kty, crv, x, y },
      { name: 'ECDSA', namedCurve: 'P-256' },
      false,
      ['verify'],
    );
    return await subtle.verify(signatureScheme, key, bytes, new TextEncoder().encode(text));
  } catch {
    return false;
  }
}
