import { AssentError } from '../errors.ts';

/** WebCrypto's operations. @throws {@link AssentError} `unsupported` where the page has none. */
export function webCrypto(): SubtleCrypto {
  const subtle: SubtleCrypto | undefined = globalThis.crypto?.subtle;
  if (subtle === undefined) {
    throw new AssentError(
      'unsupported',
      'WebCrypto is missing; browsers offer it on pages served by HTTPS only',
    );
  }
  return subtle;
}
