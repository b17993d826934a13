import { toBase64Url } from './base64url.ts';
import { webCrypto } from './web-crypto.ts';

/** The public half of a P-256 key as a JSON Web Key (RFC 7517), with nothing else in it. */
export interface PublicKeyJwk {
  readonly kty: 'EC';
  readonly crv: 'P-256';
  /** base64url of 32 bytes. */
  readonly x: string;
  /** base64url of 32 bytes. */
  readonly y: string;
}

/** A key that signs texts; its private half cannot be read out, not even by the page. */
export interface SigningKey {
  readonly publicKey: PublicKeyJwk;
  /** ECDSA over P-256 with SHA-256, as base64url of the 64 bytes r and s. */
  sign(text: string): Promise<string>;
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };

/** How every signature here is made (FIPS 186-5). */
export const signatureScheme: EcdsaParams = { name: 'ECDSA', hash: 'SHA-256' };

/**
 * Creates a key of its own, for one meeting: it links nothing to any other meeting.
 *
 * @throws {@link AssentError} `unsupported` (as a rejection) where WebCrypto is missing.
 */
export async function createSigningKey(): Promise<SigningKey> {
  const { privateKey, publicKey } = await webCrypto().generateKey(algorithm, false, ['sign', 'verify']);
  return signingKeyOf(privateKey, await webCrypto().exportKey('jwk', publicKey));
}

function signingKeyOf(privateKey: CryptoKey, publicJwk: JsonWebKey): SigningKey {
  const { x = '', y = '' } = publicJwk;
  return Object.freeze({
    publicKey: Object.freeze({ kty: 'EC', crv: 'P-256', x, y } as const),
    sign: async (text: string): Promise<string> =>
      toBase64Url(
        new Uint8Array(await webCrypto().sign(signatureScheme, privateKey, new TextEncoder().encode(text))),
      ),
  });
}
