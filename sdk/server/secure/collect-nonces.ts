import { type Bytes, joinBytes, sameBytes } from '../../meeting/secure/canonical-bytes.ts';
import { commitTo, drawCohorts } from '../../meeting/secure/draw-cohorts.ts';
import { writeServerMessage } from '../../meeting/secure/read-secure-message.ts';
import { SecureError } from '../../meeting/secure/secure-error.ts';
import type { RevealMessage } from '../../meeting/secure/secure-messages.ts';

/** The service's part of a draw: commitments are told, nonces collected, and told in turn. */
export interface NonceCollection {
  /** For each participant of the draw. */
  readonly request: Bytes;
  /** Whose nonce is still to come. */
  readonly awaited: ReadonlySet<string>;
  /** @throws SecureError `out-of-turn`, or `draw-invalid` for a nonce that is not the one committed to */
  receive(participantId: string, message: RevealMessage): Promise<void>;
  /** The cohorts, and what to tell everyone; `null` unless all nonces are in. */
  draw(): Promise<{
    readonly cohorts: readonly ReadonlySet<string>[];
    readonly message: Bytes;
  } | null>;
}

/** Begins a draw among those who have committed. */
export function collectNonces(
  meetingId: string,
  epoch: number,
  committed: ReadonlyMap<string, Bytes>,
  largest: number,
): NonceCollection {
  const ids = [...committed.keys()].sort((a, b) => (a < b ? -1 : 1));
  const commitments = joinBytes(ids.map((id) => committed.get(id) ?? new Uint8Array()));
  const nonces = new Map<string, Bytes>();

  return {
    request: writeServerMessage({ type: 'draw', epoch, commitments }),
    get awaited() {
      return new Set(ids.filter((id) => !nonces.has(id)));
    },
    async receive(participantId, { epoch: answered, nonce }) {
      const commitment = committed.get(participantId);
      if (commitment === undefined || answered !== epoch || nonces.has(participantId)) {
        throw new SecureError('out-of-turn', 'type', 'No nonce is awaited of this participant.');
      }
      if (!sameBytes(await commitTo(meetingId, epoch, { participantId, nonce }), commitment)) {
        throw new SecureError('draw-invalid', 'nonce', 'Not what was committed to.');
      }
      nonces.set(participantId, nonce);
    },
    async draw() {
      if (nonces.size < ids.length) return null;
      const revealed = ids.map((id) => ({ participantId: id, nonce: nonces.get(id) ?? new Uint8Array() }));
      const cohorts = await drawCohorts(meetingId, epoch, revealed, largest);
      const thrown = joinBytes(revealed.map(({ nonce }) => nonce));
      const message = writeServerMessage({ type: 'drawn', epoch, participants: ids, nonces: thrown });
      return { cohorts: cohorts.map((cohort) => new Set(cohort)), message };
    },
  };
}
