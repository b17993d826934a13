import { type Bytes, contextBytes } from './canonical-bytes.ts';
import { type CohortLimits, thresholdOf } from './cohort-limits.ts';
import { SecureError } from './secure-error.ts';
import type { KeyAdvertisement } from './secure-messages.ts';
import { type VerifyIdentity, verifySignature, verifyToken } from './signing-identity.ts';

/** One of U1: who it is, by whose word, and with which keys. */
export interface RosterMember {
  readonly participantId: string;
  readonly advertisement: KeyAdvertisement;
  readonly signingKey: Bytes;
  readonly verifyKey: CryptoKey;
}

/** U1: the frozen cohort of an epoch, in the order of the participants' ids. */
export interface Roster {
  readonly meetingId: string;
  readonly epoch: number;
  /** SHA-256 over meeting, epoch and every member's id and keys: two views of a cohort never share keys. */
  readonly id: Bytes;
  readonly members: readonly RosterMember[];
  /** t: this many members can unmask a sum, fewer can't. */
  readonly threshold: number;
}

/** What is signed in AdvertiseKeys. */
export function advertisedBytes(
  meetingId: string,
  epoch: number,
  participantId: string,
  keys: Pick<KeyAdvertisement, 'cipherKey' | 'maskKey'>,
): Bytes {
  return contextBytes('AdvertiseKeys', meetingId, epoch, participantId, keys.cipherKey, keys.maskKey);
}

/**
 * Verifies one advertisement: token first, then the signature over the keys.
 *
 * @throws SecureError `identity-invalid` or `signature-invalid`
 */
export async function verifyAdvertisement(
  advertisement: KeyAdvertisement,
  meetingId: string,
  epoch: number,
  verifyIdentity: VerifyIdentity,
): Promise<RosterMember> {
  const { participantId, signingKey, verifyKey } = await verifyToken(
    advertisement.token,
    meetingId,
    verifyIdentity,
  );
  const signed = advertisedBytes(meetingId, epoch, participantId, advertisement);
  if (!(await verifySignature(verifyKey, advertisement.signature, signed))) {
    throw new SecureError('signature-invalid', 'signature', 'The keys are not signed by their owner.');
  }
  return { participantId, advertisement, signingKey, verifyKey };
}

/** Everything that must not be twice in a roster, as text. */
export function distinctiveOf(member: RosterMember): readonly string[] {
  const { cipherKey, maskKey } = member.advertisement;
  return [
    `participant ${member.participantId}`,
    ...[member.signingKey, cipherKey, maskKey].map((key) => `key ${key.join(' ')}`),
  ];
}

/**
 * Joins verified members to a roster.
 *
 * @throws SecureError `roster-too-small`, `roster-too-large`, or `roster-duplicate` if one participant
 *   or one key is there twice
 */
export async function createRoster(
  meetingId: string,
  epoch: number,
  members: readonly RosterMember[],
  limits: CohortLimits,
): Promise<Roster> {
  if (members.length < limits.smallest) {
    throw new SecureError('roster-too-small', 'entries', `Fewer than ${limits.smallest} members.`);
  }
  if (members.length > limits.largest) {
    throw new SecureError('roster-too-large', 'entries', `More than ${limits.largest} members.`);
  }
  const distinctive = members.flatMap(distinctiveOf);
  if (new Set(distinctive).size !== distinctive.length) {
    throw new SecureError('roster-duplicate', 'entries', 'A participant or a key is there twice.');
  }
  // By code units, which is the same everywhere; a locale's order isn't.
  const sorted = members.toSorted((a, b) => (a.participantId < b.participantId ? -1 : 1));
  const keys = sorted.map(({ participantId, advertisement }) => {
    return [participantId, advertisement.cipherKey, advertisement.maskKey];
  });
  const id = await crypto.subtle.digest('SHA-256', contextBytes('Epoch', meetingId, epoch, keys));
  return {
    meetingId,
    epoch,
    id: new Uint8Array(id),
    members: sorted,
    threshold: thresholdOf(sorted.length),
  };
}
