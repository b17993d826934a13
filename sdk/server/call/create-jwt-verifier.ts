import type { VerifiedToken } from '../aggregator-options.ts';
import type { KeySource, VerificationKey } from './open-verified-claims.ts';
import { TokenRefusal } from './token-refusal.ts';

/** Verifies a platform's token, as `verifyToken` of `createAggregator` wants it. Rejects with a {@link TokenRefusal}. */
export type TokenVerifier = (token: string) => Promise<VerifiedToken>;

/** Options of {@link createJwtVerifier}. */
export interface JwtVerifierOptions {
  /** The issuer's key: a secret's bytes, a JWK, or a key of WebCrypto. Either this or `jwksUrl`. */
  readonly key?: VerificationKey;
  /** Where the issuer publishes its keys (RFC 7517); fetched when needed, and again for a key that is not known. */
  readonly jwksUrl?: string;
  /** Which algorithms the issuer signs with, such as `['ES256']`. */
  readonly algorithms: readonly string[];
  /** The `iss` that tokens must have. */
  readonly issuer: string;
  /** The `aud` that tokens must have: the name by which the issuer knows this service. */
  readonly audience: string;
  /** The claim that holds the meeting's id; default `room`. */
  readonly meetingClaim?: string;
  /** The claim that holds the participant's id; default `sub`. */
  readonly participantClaim?: string;
  /** How far the clocks may be apart; default 5. */
  readonly clockToleranceSeconds?: number;
}

/**
 * Verifies tokens of any platform that signs JSON Web Tokens (RFC 7519), with the checks of RFC 8725:
 * algorithms, issuer and audience are the deployer's choice and have no default, a token must expire, and
 * a room's token is good for that room alone.
 *
 * @remarks Needs the package `jose`.
 * @throws TypeError naming the option that is missing or malformed.
 * @throws AssentError `unsupported` without the package.
 * @see {@link https://www.rfc-editor.org/rfc/rfc8725 | RFC 8725: JSON Web Token Best Current Practices}
 */
export async function createJwtVerifier(options: JwtVerifierOptions): Promise<TokenVerifier> {
  const { algorithms, issuer, audience, clockToleranceSeconds = 5 } = options;
  const { meetingClaim = 'room', participantClaim = 'sub' } = options;
  const source = sourceOf(options);
  if (!Array.isArray(algorithms) || algorithms.length === 0 || algorithms.some(isNone)) {
    throw new TypeError('algorithms: a list such as ["ES256"] is needed, without "none"');
  }
  for (const [name, text] of Object.entries({ issuer, audience, meetingClaim, participantClaim })) {
    if (typeof text !== 'string' || text === '')
      throw new TypeError(`${name}: a text that is not empty is needed`);
  }
  if (!(clockToleranceSeconds >= 0 && clockToleranceSeconds <= 300)) {
    throw new TypeError('clockToleranceSeconds: a number from 0 to 300 is needed');
  }
  const { openVerifiedClaims } = await import('./open-verified-claims.ts');
  const claimsOf = await openVerifiedClaims(source, {
    algorithms: [...algorithms],
    issuer,
    audience,
    clockTolerance: clockToleranceSeconds,
  });
  return async (token) => {
    const claims = await claimsOf(token);
    const meetingId = claims[meetingClaim];
    const participantId = claims[participantClaim];
    if (!isIdentifier(meetingId)) throw new TokenRefusal('room', `The token has no ${meetingClaim}.`);
    if (!isIdentifier(participantId))
      throw new TokenRefusal('identity', `The token has no ${participantClaim}.`);
    return { meetingId, participantId, expiresAt: claims.exp * 1000 };
  };
}

/** Whether a claim can be the id of a meeting or participant. */
export function isIdentifier(claim: unknown): claim is string {
  return typeof claim === 'string' && claim.length > 0 && claim.length <= 256;
}

function sourceOf({ key, jwksUrl }: JwtVerifierOptions): KeySource {
  if ((key === undefined) === (jwksUrl === undefined))
    throw new TypeError('key: either key or jwksUrl is needed');
  if (key !== undefined) return { key };
  if (!URL.canParse(jwksUrl ?? '')) throw new TypeError('jwksUrl: an absolute address is needed');
  return { jwksUrl: jwksUrl ?? '' };
}

const isNone = (algorithm: unknown): boolean => typeof algorithm !== 'string' || /^none$/i.test(algorithm);
