import { isIdentifier, type TokenVerifier } from './create-jwt-verifier.ts';
import { TokenRefusal } from './token-refusal.ts';

/** Options of {@link createLiveKitVerifier}. */
export interface LiveKitVerifierOptions {
  /** The API secrets by API key, as in the LiveKit server's own configuration; several while they are changed. */
  readonly keys: Readonly<Record<string, string>>;
  /** How far the clocks may be apart; default 5. */
  readonly clockToleranceSeconds?: number;
}

/**
 * Verifies LiveKit's access tokens, the ones with which participants join their rooms: signed with HS256 by
 * the secret of the API key that they name as issuer, not expired, allowed to join one room, and for a person
 * (no egress, ingress or agent). The meeting is the room's name, the participant the identity.
 *
 * Who has such a token can join the call with it. Where somebody else than the call's operator runs the
 * aggregator, have your server issue tokens of their own instead, and use `createJwtVerifier`.
 *
 * @remarks Needs the package `jose`.
 * @throws TypeError naming the option that is missing or malformed.
 * @throws AssentError `unsupported` without the package.
 * @see {@link https://docs.livekit.io/home/get-started/authentication/ | LiveKit: access tokens}
 */
export async function createLiveKitVerifier(options: LiveKitVerifierOptions): Promise<TokenVerifier> {
  const { keys, clockToleranceSeconds = 5 } = options;
  const secrets = new Map(Object.entries(keys ?? {}));
  if (
    secrets.size === 0 ||
    [...secrets].some((pair) => pair.some((text) => typeof text !== 'string' || text === ''))
  ) {
    throw new TypeError('keys: at least one API key with its secret is needed');
  }
  const bytes = new TextEncoder();
  const { openVerifiedClaims } = await import('./open-verified-claims.ts');
  const claimsOf = await openVerifiedClaims(
    {
      choose({ iss = '' }) {
        const secret = secrets.get(iss);
        return secret === undefined ? null : bytes.encode(secret);
      },
    },
    { algorithms: ['HS256'], clockTolerance: clockToleranceSeconds },
  );
  return async (token) => {
    const { sub, exp, video, kind } = await claimsOf(token);
    const grant =
      typeof video === 'object' && video !== null ? (video as { readonly [name: string]: unknown }) : {};
    const { room, roomJoin } = grant;
    if (roomJoin !== true || !isIdentifier(room)) {
      throw new TokenRefusal('room', 'The token does not let anybody join a room.');
    }
    if (!isIdentifier(sub)) throw new TokenRefusal('identity', 'The token has no identity.');
    if (kind !== undefined && kind !== 'standard') {
      throw new TokenRefusal(
        'identity',
        `The token is for no person but for ${JSON.stringify(kind).slice(0, 40)}.`,
      );
    }
    return { meetingId: room, participantId: sub, expiresAt: exp * 1000 };
  };
}
