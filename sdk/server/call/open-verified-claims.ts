import type { JWK, JWTPayload, JWTVerifyGetKey, JWTVerifyOptions } from 'jose';
import { AssentError } from '../../errors.ts';
import { TokenRefusal, type TokenRefusalReason } from './token-refusal.ts';

/** A key that signatures are verified with: a secret's bytes, a key of WebCrypto, or a JSON Web Key (RFC 7517). */
export type VerificationKey =
  | Uint8Array
  | CryptoKey
  | { readonly kty: string; readonly [member: string]: unknown };

/** Chooses the key of a token by what the token claims of itself, before anything of it is believed. */
export type ChooseKey = (claimed: JWTPayload) => VerificationKey | null;

/** Where keys come from: one key, one chosen by the token's claims, or the issuer's published set (RFC 7517). */
export type KeySource =
  | { readonly key: VerificationKey }
  | { readonly choose: ChooseKey }
  | { readonly jwksUrl: string };

/** Longer than any token that a platform issues, and short enough that parsing it costs nothing. */
const longestToken = 8192;
const fetchTimeoutMs = 5000;

/**
 * Opens a verifier of signed JSON Web Tokens (RFC 7519; RFC 8725 for what has to be checked), by `jose`.
 *
 * @returns what verifies one token and resolves with its claims
 * @throws AssentError `unsupported` without the package `jose`
 */
export async function openVerifiedClaims(
  source: KeySource,
  checks: JWTVerifyOptions,
): Promise<(token: string) => Promise<JWTPayload & { readonly exp: number }>> {
  const jose = await import('jose').catch((cause: unknown) => {
    throw new AssentError('unsupported', 'The package jose is not installed.', { cause });
  });
  const { errors } = jose;
  const required = { ...checks, requiredClaims: ['exp', ...(checks.requiredClaims ?? [])] };
  const remote = 'jwksUrl' in source ? openRemote(source.jwksUrl) : null;

  function openRemote(url: string): JWTVerifyGetKey {
    const fetchKey = jose.createRemoteJWKSet(new URL(url), { timeoutDuration: fetchTimeoutMs });
    return async (header, token) => {
      try {
        return await fetchKey(header, token);
      } catch (cause) {
        if (cause instanceof errors.JWKSNoMatchingKey || cause instanceof errors.JWKSMultipleMatchingKeys)
          throw cause;
        throw new TokenRefusal('keys-unavailable', `The keys at ${url} could not be had.`, { cause });
      }
    };
  }

  function keyFor(token: string): Uint8Array | CryptoKey | JWK {
    const key =
      'key' in source ? source.key : 'choose' in source ? source.choose(jose.decodeJwt(token)) : null;
    if (key === null) throw new TokenRefusal('unknown-key', 'The token is of no key that is known.');
    return key as Uint8Array | CryptoKey | JWK;
  }

  return async (token) => {
    if (typeof token !== 'string' || token === '') throw new TokenRefusal('malformed', 'There is no token.');
    if (token.length > longestToken) {
      throw new TokenRefusal('oversized', `The token has more than ${longestToken} characters.`);
    }
    try {
      const { payload } =
        remote === null
          ? await jose.jwtVerify(token, keyFor(token), required)
          : await jose.jwtVerify(token, remote, required);
      return payload as JWTPayload & { readonly exp: number };
    } catch (cause) {
      if (cause instanceof TokenRefusal) throw cause;
      throw refusalOf(cause);
    }
  };

  function refusalOf(cause: unknown): TokenRefusal {
    const message = cause instanceof Error ? cause.message : String(cause);
    return new TokenRefusal(reasonOf(cause), `The token was not accepted: ${message}.`, { cause });
  }

  function reasonOf(cause: unknown): TokenRefusalReason {
    if (cause instanceof errors.JWTExpired) return 'expired';
    if (cause instanceof errors.JWTClaimValidationFailed) {
      return reasonOfClaim[cause.claim as keyof typeof reasonOfClaim] ?? 'claim';
    }
    if (cause instanceof errors.JWSSignatureVerificationFailed) return 'forged';
    if (cause instanceof errors.JOSEAlgNotAllowed || cause instanceof errors.JOSENotSupported)
      return 'algorithm';
    if (cause instanceof errors.JWKSNoMatchingKey || cause instanceof errors.JWKSMultipleMatchingKeys) {
      return 'unknown-key';
    }
    return 'malformed';
  }
}

const reasonOfClaim = { iss: 'issuer', aud: 'audience', sub: 'identity', nbf: 'not-yet-valid' } as const;
