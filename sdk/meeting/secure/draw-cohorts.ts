import { type Bytes, contextBytes, joinBytes } from './canonical-bytes.ts';
import { expandSeed, seedLength } from './mask.ts';

/** A participant and the number that it threw in. */
export interface Revealed {
  readonly participantId: string;
  readonly nonce: Bytes;
}

/** Commits to a nonce: SHA-256, bound to who throws it in, and where. */
export async function commitTo(
  meetingId: string,
  epoch: number,
  { participantId, nonce }: Revealed,
): Promise<Bytes> {
  const committed = contextBytes('Commitment', meetingId, epoch, participantId, nonce);
  return new Uint8Array(await crypto.subtle.digest('SHA-256', committed));
}

/**
 * Divides participants among cohorts of at most `largest`, as even in size as can be.
 *
 * The beacon is a hash over everyone's nonce, so it is as random as the nonce of the one honest participant
 * among them, provided that all were committed to before any was opened. Everyone who knows the nonces
 * comes to the same cohorts.
 *
 * @param revealed - in ascending order of the ids (by code units)
 * @returns the cohorts' participants, each in ascending order
 */
export async function drawCohorts(
  meetingId: string,
  epoch: number,
  revealed: readonly Revealed[],
  largest: number,
): Promise<readonly (readonly string[])[]> {
  const ids = revealed.map(({ participantId }) => participantId);
  const nonces = joinBytes(revealed.map(({ nonce }) => nonce));
  const beacon = await crypto.subtle.digest(
    'SHA-256',
    contextBytes('Beacon', meetingId, epoch, largest, ids, nonces),
  );
  const stream = await expandSeed(new Uint8Array(beacon, 0, seedLength), ids.length * 8);
  const view = new DataView(stream.buffer);
  const shuffled = ids
    .map((id, index) => ({ id, lot: view.getBigUint64(index * 8) }))
    .sort((a, b) => (a.lot < b.lot ? -1 : 1));
  const count = Math.ceil(ids.length / largest);
  return Array.from({ length: count }, (_, cohort) =>
    shuffled
      .filter((_, place) => place % count === cohort)
      .map(({ id }) => id)
      .sort((a, b) => (a < b ? -1 : 1)),
  );
}
