import { base64url, jwtVerify, SignJWT } from 'jose';
import type { VerifyIdentity } from '../../../sdk/meeting/secure/signing-identity.ts';

/** The call's side: it knows who is in the call, and attests their signing keys. */
export interface TokenIssuer {
  attest(
    meetingId: string,
    participantId: string,
    signingKey: Uint8Array,
    expiresInSeconds?: number,
  ): Promise<string>;
  readonly verifyIdentity: VerifyIdentity;
}

/** A real issuer: signed JSON Web Tokens (ES256), verified with its public key as an app would. */
export async function createTokenIssuer(): Promise<TokenIssuer> {
  const keys = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
    'sign',
    'verify',
  ]);
  return {
    attest: (meetingId, participantId, signingKey, expiresInSeconds = 3600) =>
      new SignJWT({ meetingId, key: base64url.encode(signingKey) })
        .setProtectedHeader({ alg: 'ES256' })
        .setSubject(participantId)
        .setExpirationTime(Math.floor(Date.now() / 1000) + expiresInSeconds)
        .sign(keys.privateKey),
    async verifyIdentity(token) {
      const { payload } = await jwtVerify(token, keys.publicKey, { algorithms: ['ES256'] });
      return {
        meetingId: String(payload.meetingId),
        participantId: String(payload.sub),
        signingKey: base64url.decode(String(payload.key)),
      };
    },
  };
}
