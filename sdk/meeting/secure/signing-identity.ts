import * as v from 'valibot';
import { type Bytes, copyBytes } from './canonical-bytes.ts';
import { SecureError } from './secure-error.ts';
import { publicKeyLength } from './secure-messages.ts';

const ecdsaKey = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const ecdsa = { name: 'ECDSA', hash: 'SHA-256' } as const;

/** Whom an attestation token names. */
export interface AttestedIdentity {
  readonly meetingId: string;
  /** The same for the same person throughout the meeting; a pseudonym will do. */
  readonly participantId: string;
  /** The public key d^PK, an uncompressed P-256 point of 65 bytes. */
  readonly signingKey: Uint8Array;
}

/**
 * Verifies an attestation token: issued by the call's side, not by the aggregator, for one signing key of
 * one participant of one meeting. Rejects what is forged or expired.
 *
 * This is the paper's trusted third party, who hands out the signing keys. If the aggregator could issue
 * such tokens itself, it could fill a cohort with its own people and subtract them: then all that follows
 * holds only against a service that is honest but curious.
 */
export type VerifyIdentity = (token: string) => Promise<AttestedIdentity>;

/** A participant's signing key of one meeting; the private half never leaves WebCrypto. */
export interface SigningIdentity {
  readonly participantId: string;
  /** The attestation of the call's side, see {@link VerifyIdentity}. */
  readonly token: string;
  readonly privateKey: CryptoKey;
}

/** Signs with ECDSA P-256 and SHA-256 (FIPS 186-5). */
export async function sign(privateKey: CryptoKey, data: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.sign(ecdsa, privateKey, data));
}

/** Whether the signature is of this key over these bytes. */
export function verifySignature(publicKey: CryptoKey, signature: Bytes, data: Bytes): Promise<boolean> {
  return crypto.subtle.verify(ecdsa, publicKey, signature, data);
}

const identifier = v.pipe(v.string(), v.minLength(1), v.maxLength(256));
const identitySchema = v.object({
  meetingId: identifier,
  participantId: identifier,
  signingKey: v.pipe(
    v.instance(Uint8Array),
    v.check((bytes) => bytes.length === publicKeyLength),
  ),
});

/** An attested identity with its key ready for use. */
export interface VerifiedIdentity {
  readonly participantId: string;
  readonly signingKey: Bytes;
  readonly verifyKey: CryptoKey;
}

/**
 * Has a token verified and checks that it is for this meeting.
 *
 * @throws SecureError `identity-invalid`, whatever the reason
 */
export async function verifyToken(
  token: string,
  meetingId: string,
  verifyIdentity: VerifyIdentity,
): Promise<VerifiedIdentity> {
  try {
    const identity = v.parse(identitySchema, await verifyIdentity(token));
    if (identity.meetingId !== meetingId) throw new TypeError('meetingId: another meeting');
    const signingKey = copyBytes(identity.signingKey);
    const verifyKey = await crypto.subtle.importKey('raw', signingKey, ecdsaKey, false, ['verify']);
    return { participantId: identity.participantId, signingKey, verifyKey };
  } catch (cause) {
    throw new SecureError('identity-invalid', 'token', 'An attestation token was not accepted.', { cause });
  }
}
