import { jwtVerify, SignJWT } from 'jose';
import type { VerifiedToken } from '../../sdk/server/aggregator-options.ts';

const secret = new TextEncoder().encode('a secret that only the call platform has');

/** A token as the call platform would issue it. */
export function issueToken(
  meetingId: string,
  participantId: string,
  expiresAtMs: number,
  key: Uint8Array = secret,
): Promise<string> {
  return new SignJWT({ meetingId })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(participantId)
    .setExpirationTime(Math.floor(expiresAtMs / 1000))
    .sign(key);
}

/** What the service asks the platform's side for. */
export async function verifyTestToken(token: string, nowMs: number = Date.now()): Promise<VerifiedToken> {
  const { payload } = await jwtVerify(token, secret, { currentDate: new Date(nowMs) });
  return {
    meetingId: String(payload.meetingId),
    participantId: payload.sub ?? '',
    expiresAt: (payload.exp ?? 0) * 1000,
  };
}
