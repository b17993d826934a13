import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { attestation } from '../call/verify-attestation.ts';

/** The call's word for who holds which signing key. */
export interface Attestations {
  /** What others verify it with; nobody but the issuer has the private half. */
  readonly publicKey: JWK;
  /** @param signingKey - base64url */
  attest(meetingId: string, participantId: string, signingKey: string): Promise<string>;
}

/** A meeting's end comes sooner: its id lives and dies with the process. */
const lifetime = '12 h';

/**
 * Makes a key (ES256) that lives and dies with this process. It belongs to the call's side: the
 * aggregator, which must not be able to invent participants, is only ever given the public half.
 */
export async function createAttestations(): Promise<Attestations> {
  const { publicKey, privateKey } = await generateKeyPair(attestation.algorithm);
  return {
    publicKey: await exportJWK(publicKey),
    attest: (meetingId, participantId, signingKey) =>
      new SignJWT({ meetingId, key: signingKey })
        .setProtectedHeader({ alg: attestation.algorithm, typ: attestation.type })
        .setIssuer(attestation.issuer)
        .setSubject(participantId)
        .setIssuedAt()
        .setExpirationTime(lifetime)
        .sign(privateKey),
  };
}
