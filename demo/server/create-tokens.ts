import { randomBytes, randomUUID } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import * as v from 'valibot';
import type { ParticipantKind } from '../call/call.ts';
import { Refusal } from './refusal.ts';

/** What a token is good for: taking a place in a room, taking it again, or contributing to the meeting's sums. */
export type TokenAudience = 'join' | 'resume' | 'aggregate';

const claims = v.object({
  sub: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
  exp: v.number(),
  room: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(60)),
  kind: v.picklist(['person', 'recording'] satisfies ParticipantKind[]),
  host: v.boolean(),
  /** `null` until a place in a meeting was taken. */
  meetingId: v.nullable(v.string()),
});

/** Who a token speaks for. */
export interface TokenClaims {
  readonly participantId: string;
  readonly roomId: string;
  readonly name: string;
  readonly kind: ParticipantKind;
  readonly host: boolean;
  readonly meetingId: string | null;
}

/** Issues and checks the room's tokens. */
export interface Tokens {
  issue(audience: TokenAudience, subject: TokenClaims): Promise<string>;
  /** @throws Refusal `token-invalid` */
  verify(
    token: string,
    audiences: readonly TokenAudience[],
  ): Promise<TokenClaims & { readonly expiresAtSeconds: number }>;
}

/** Seconds that a token lives. The lobby's is short: it is asked for when the button is pressed. */
export const tokenSeconds: Readonly<Record<TokenAudience, number>> = {
  join: 120,
  resume: 12 * 3600,
  aggregate: 600,
};

const issuer = 'assent-demo';

/**
 * HS256 tokens under a key that lives and dies with this process: a token of
 * an earlier run is refused, as the meeting it names is gone.
 */
export function createTokens(
  key: Uint8Array = randomBytes(32),
  nowMs: () => number = () => Date.now(),
): Tokens {
  return {
    async issue(audience, subject) {
      const seconds = Math.floor(nowMs() / 1000);
      return new SignJWT({
        room: subject.roomId,
        name: subject.name,
        kind: subject.kind,
        host: subject.host,
        meetingId: subject.meetingId,
      })
        .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
        .setSubject(subject.participantId)
        .setIssuer(issuer)
        .setAudience(audience)
        .setIssuedAt(seconds)
        .setExpirationTime(seconds + tokenSeconds[audience])
        .setJti(randomUUID())
        .sign(key);
    },
    async verify(token, audiences) {
      try {
        const { payload } = await jwtVerify(token, key, {
          algorithms: ['HS256'],
          issuer,
          audience: [...audiences],
          requiredClaims: ['exp', 'sub'],
          currentDate: new Date(nowMs()),
        });
        const { sub, exp, room, ...rest } = v.parse(claims, payload);
        return { participantId: sub, roomId: room, expiresAtSeconds: exp, ...rest };
      } catch (cause) {
        const why =
          cause instanceof errors.JWTExpired ? 'it has expired' : 'it is not one of this server for this use';
        throw new Refusal('token-invalid', `the token is refused: ${why}`, 'token', { cause });
      }
    },
  };
}
