import { base64url, exportJWK, importJWK, type JWK, jwtVerify, SignJWT } from 'jose';
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
  /** For verifiers in other processes. */
  readonly publicKey: JWK;
}

/** Verifies as an app would. */
export function verifyIdentityWith(publicKey: JWK): VerifyIdentity {
  return async (token) => {
    const { payload } = await jwtVerify(token, await importJWK(publicKey, 'ES256'), {
      algorithms: ['ES256'],
    });
    return {
      meetingId: String(payload.meetingId),
      participantId: String(payload.sub),
      signingKey: base64url.decode(String(payload.key)),
    };
  };
}

/** A real issuer: signed JSON Web Tokens (ES256), verified with its public key. */
export async function createTokenIssuer(): Promise<TokenIssuer> {
  const keys = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
    'sign',
    'verify',
  ]);
  const publicKey = await exportJWK(keys.publicKey);
  return {
    attest: (meetingId, participantId, signingKey, expiresInSeconds = 3600) =>
      new SignJWT({ meetingId, key: base64url.encode(signingKey) })
        .setProtectedHeader({ alg: 'ES256' })
        .setSubject(participantId)
        .setExpirationTime(Math.floor(Date.now() / 1000) + expiresInSeconds)
        .sign(keys.privateKey),
    verifyIdentity: verifyIdentityWith(publicKey),
    publicKey,
  };
}
