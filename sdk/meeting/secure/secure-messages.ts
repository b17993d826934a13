import type { Bytes } from './canonical-bytes.ts';

/** The service asks the consenting participants for keys of a new epoch (a frozen cohort). */
export interface AdvertiseKeysRequest {
  readonly type: 'advertise-keys';
  readonly epoch: number;
}

/** One participant's public keys of an epoch, under the signature of its attested key. */
export interface KeyAdvertisement {
  /** Issued by the call's side; says who holds the signing key. */
  readonly token: string;
  /** c^PK: agrees on the keys that shares are encrypted with. */
  readonly cipherKey: Bytes;
  /** s^PK: agrees on the seeds of the pairwise masks. */
  readonly maskKey: Bytes;
  readonly signature: Bytes;
}

/** AdvertiseKeys, to the service. */
export interface KeysMessage extends KeyAdvertisement {
  readonly type: 'keys';
  readonly epoch: number;
  /** To the number that this participant throws in if the cohort has to be drawn. */
  readonly commitment: Bytes;
}

/** Everyone who is to be divided has committed; told to each of them. */
export interface DrawMessage {
  readonly type: 'draw';
  readonly epoch: number;
  /** In the order of the participants' ids. */
  readonly commitments: Bytes;
}

/** Opens the own commitment, to the service. */
export interface RevealMessage {
  readonly type: 'reveal';
  readonly epoch: number;
  readonly nonce: Bytes;
}

/** All commitments, opened. */
export interface DrawnMessage {
  readonly type: 'drawn';
  readonly epoch: number;
  /** In ascending order. */
  readonly participants: readonly string[];
  readonly nonces: Bytes;
}

/** AdvertiseKeys, to everyone: U1, sorted by participant. */
export interface RosterMessage {
  readonly type: 'roster';
  readonly epoch: number;
  readonly entries: readonly KeyAdvertisement[];
}

/** The service begins a window. */
export interface ShareKeysRequest {
  readonly type: 'share-keys';
  readonly window: number;
}

/** ShareKeys, to the service: for each other member of the roster in turn an encrypted share and a sealed seed. */
export interface SharesMessage {
  readonly type: 'shares';
  readonly window: number;
  readonly ciphertexts: Bytes;
  readonly sealedSeeds: Bytes;
}

/** ShareKeys, to each of U2: who they are, and what each of them encrypted for the recipient. */
export interface CiphertextsMessage {
  readonly type: 'ciphertexts';
  readonly window: number;
  readonly members: Bytes;
  readonly ciphertexts: Bytes;
}

/** MaskedInputCollection, to the service: y. */
export interface MaskedInputMessage {
  readonly type: 'masked-input';
  readonly window: number;
  readonly cells: Bytes;
}

/** MaskedInputCollection, to each of U3: who they are. */
export interface SurvivorsMessage {
  readonly type: 'survivors';
  readonly window: number;
  readonly members: Bytes;
}

/** ConsistencyCheck, to the service: the signed U3. */
export interface ConsistencyMessage {
  readonly type: 'consistency';
  readonly window: number;
  readonly signature: Bytes;
}

/** ConsistencyCheck, to each of U4: who they are, and what they signed. */
export interface SignaturesMessage {
  readonly type: 'signatures';
  readonly window: number;
  readonly members: Bytes;
  readonly signatures: Bytes;
}

/** Unmasking, to the service: for each of U2 in turn, one share of one of its two secrets. */
export interface UnmaskingMessage {
  readonly type: 'unmasking';
  readonly window: number;
  readonly shares: Bytes;
}

/** What a participant sends. */
export type SecureClientMessage =
  | KeysMessage
  | RevealMessage
  | SharesMessage
  | MaskedInputMessage
  | ConsistencyMessage
  | UnmaskingMessage;

/** What the service sends. */
export type SecureServerMessage =
  | AdvertiseKeysRequest
  | DrawMessage
  | DrawnMessage
  | RosterMessage
  | ShareKeysRequest
  | CiphertextsMessage
  | SurvivorsMessage
  | SignaturesMessage;

/** Bytes of an uncompressed P-256 point (SEC 1, section 2.3.3). */
export const publicKeyLength = 65;

/** Bytes of an ECDSA P-256 signature, r and s (IEEE P1363). */
export const signatureLength = 64;

/** Bytes of a commitment: SHA-256. */
export const commitmentLength = 32;

/** Bytes of what a commitment hides. */
export const nonceLength = 16;

/** The most that can be drawn at once; the others wait for the next epoch. */
export const largestDraw = 1024;

/** Bytes of a share of one 128-bit secret: its bytes, then the point it was taken at. */
export const shareLength = 17;

/** Bytes of an encrypted share of both secrets: 32, the point, and the tag of AES-GCM. */
export const ciphertextLength = 49;
