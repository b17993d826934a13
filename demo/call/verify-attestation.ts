import type { AttestedIdentity, VerifyIdentity } from 'assent';
import { base64url, importJWK, type JWK, jwtVerify } from 'jose';

/** What the call's attestations say of themselves. */
export const attestation = { algorithm: 'ES256', type: 'assent-attestation+jwt', issuer: 'assent-demo-call' };

/** Verifies attestations with the issuer's public key: in every page, and in the aggregator. */
export function createIdentityVerifier(issuerKey: JWK): VerifyIdentity {
  const { algorithm, type, issuer } = attestation;
  const key = importJWK(issuerKey, algorithm);
  return async (token): Promise<AttestedIdentity> => {
    const { payload } = await jwtVerify(token, await key, {
      algorithms: [algorithm],
      typ: type,
      issuer,
      requiredClaims: ['exp', 'sub'],
    });
    const { sub = '', meetingId, key: signingKey } = payload;
    if (typeof meetingId !== 'string' || typeof signingKey !== 'string') {
      throw new TypeError('attestation: meetingId and key are needed');
    }
    return { meetingId, participantId: sub, signingKey: base64url.decode(signingKey) };
  };
}
