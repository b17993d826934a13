import { webCrypto } from './web-crypto.ts';

/**
 * SHA-256 over the UTF-8 form of a text, as 64 hexadecimal digits in lower case.
 *
 * @throws {@link AssentError} `unsupported` where WebCrypto is missing.
 */
export async function sha256Hex(text: string): Promise<string> {
  const digest = await webCrypto().digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
