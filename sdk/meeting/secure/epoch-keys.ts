import { type Bytes, contextBytes } from './canonical-bytes.ts';
import { commitTo } from './draw-cohorts.ts';
import { seedLength } from './mask.ts';
import { advertisedBytes, type Roster } from './roster.ts';
import { SecureError } from './secure-error.ts';
import { type KeysMessage, nonceLength } from './secure-messages.ts';
import { type SigningIdentity, sign } from './signing-identity.ts';

const curve = { name: 'ECDH', namedCurve: 'P-256' } as const;

/** The own key pairs of an epoch; no private half can be exported, not even by this code. */
export interface EpochKeys {
  readonly cipherPrivateKey: CryptoKey;
  readonly maskPrivateKey: CryptoKey;
  /** What this participant throws in if the cohort has to be drawn. */
  readonly nonce: Bytes;
  readonly message: KeysMessage;
}

/**
 * AdvertiseKeys, the participant's part: generates (c^PK, c^SK) and (s^PK, s^SK) and signs both public keys.
 */
export async function advertiseKeys(
  meetingId: string,
  epoch: number,
  identity: SigningIdentity,
): Promise<EpochKeys> {
  const [cipher, mask] = await Promise.all([generate(), generate()]);
  const keys = { cipherKey: cipher.publicKey, maskKey: mask.publicKey };
  const signed = advertisedBytes(meetingId, epoch, identity.participantId, keys);
  const signature = await sign(identity.privateKey, signed);
  const nonce = crypto.getRandomValues(new Uint8Array(nonceLength));
  const commitment = await commitTo(meetingId, epoch, { participantId: identity.participantId, nonce });
  return {
    cipherPrivateKey: cipher.privateKey,
    maskPrivateKey: mask.privateKey,
    nonce,
    message: { type: 'keys', epoch, commitment, token: identity.token, ...keys, signature },
  };
}

/** What two members share throughout an epoch: key material for HKDF, not extractable. */
export interface PairSecrets {
  readonly cipher: CryptoKey;
  readonly mask: CryptoKey;
}

/**
 * KA.agree with every other member, once per epoch; the own place holds `null`.
 *
 * @throws SecureError `message-invalid` for a key that is no point of the curve
 */
export async function agreeWithAll(
  keys: EpochKeys,
  roster: Roster,
  self: number,
): Promise<readonly (PairSecrets | null)[]> {
  return Promise.all(
    roster.members.map(async ({ advertisement }, index) => {
      if (index === self) return null;
      const [cipher, mask] = await Promise.all([
        agree(keys.cipherPrivateKey, advertisement.cipherKey, `entries.${index}.cipherKey`),
        agree(keys.maskPrivateKey, advertisement.maskKey, `entries.${index}.maskKey`),
      ]);
      return { cipher, mask };
    }),
  );
}

/**
 * The key that two members encrypt the shares of one window with: AES-256-GCM. It serves one message each
 * way, told apart by the nonce.
 */
export function shareKeyOf(
  pair: PairSecrets,
  epochId: Bytes,
  window: number,
  one: number,
  other: number,
): Promise<CryptoKey> {
  const info = contextBytes('ShareKeys', window, Math.min(one, other), Math.max(one, other));
  return crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: epochId, info },
    pair.cipher,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
}

/** The seed of two members' pairwise mask of one window; the same for both. */
export async function pairSeedOf(
  pair: PairSecrets,
  epochId: Bytes,
  window: number,
  one: number,
  other: number,
): Promise<Bytes> {
  const info = contextBytes('MaskedInputCollection', window, Math.min(one, other), Math.max(one, other));
  const parameters = { name: 'HKDF', hash: 'SHA-256', salt: epochId, info };
  return new Uint8Array(await crypto.subtle.deriveBits(parameters, pair.mask, seedLength * 8));
}

async function generate(): Promise<{ readonly publicKey: Bytes; readonly privateKey: CryptoKey }> {
  const pair = await crypto.subtle.generateKey(curve, false, ['deriveKey']);
  return {
    publicKey: new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)),
    privateKey: pair.privateKey,
  };
}

async function agree(privateKey: CryptoKey, publicKey: Bytes, field: string): Promise<CryptoKey> {
  try {
    const other = await crypto.subtle.importKey('raw', publicKey, curve, false, []);
    const parameters = { name: 'ECDH', public: other };
    return await crypto.subtle.deriveKey(parameters, privateKey, 'HKDF', false, ['deriveKey', 'deriveBits']);
  } catch (cause) {
    throw new SecureError('message-invalid', field, 'A public key is no point of the curve.', { cause });
  }
}
