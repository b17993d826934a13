import { type Bytes, joinBytes, sameBytes, splitBytes } from './canonical-bytes.ts';
import { commitTo, drawCohorts } from './draw-cohorts.ts';
import type { EpochKeys } from './epoch-keys.ts';
import { SecureError } from './secure-error.ts';
import {
  commitmentLength,
  type DrawMessage,
  type DrawnMessage,
  nonceLength,
  type RevealMessage,
} from './secure-messages.ts';

/** A participant's part in dividing a group that is too large for one cohort. */
export interface ClientDraw {
  /**
   * Opens the own commitment, once everyone has committed.
   *
   * @throws SecureError `draw-invalid` if the own commitment is not among them, `out-of-turn` the second time
   */
  reveal(message: DrawMessage): RevealMessage;
  /**
   * Draws along.
   *
   * @throws SecureError `draw-invalid` unless each commitment is opened as it was made
   */
  accept(message: DrawnMessage): Promise<void>;
  /**
   * Holds a roster, in ascending order, against what was drawn; without a draw anything is right.
   *
   * @throws SecureError `roster-not-drawn`
   */
  check(participants: readonly string[]): void;
}

/** Begins without a draw: a group that fits into one cohort has none. */
export function createClientDraw(
  meetingId: string,
  participantId: string,
  { message: keys, nonce }: EpochKeys,
  largest: number,
): ClientDraw {
  let commitments: Bytes | null = null;
  let cohort: readonly string[] | null = null;

  return {
    reveal(message) {
      if (commitments !== null) throw new SecureError('out-of-turn', 'type', 'No draw is awaited.');
      commitments = message.commitments;
      const listed = splitBytes(commitments, commitmentLength);
      if (!listed.some((commitment) => sameBytes(commitment, keys.commitment))) {
        throw invalid('commitments', 'The own commitment is not in the draw.');
      }
      return { type: 'reveal', epoch: keys.epoch, nonce };
    },
    async accept({ participants, nonces }) {
      if (commitments === null || cohort !== null) {
        throw new SecureError('out-of-turn', 'type', 'No draw is awaited.');
      }
      const opened = splitBytes(nonces, nonceLength);
      if (opened.length !== participants.length || !isAscending(participants)) {
        throw invalid('participants', 'One nonce of each participant is needed, in order.');
      }
      const revealed = participants.map((id, index) => {
        return { participantId: id, nonce: opened[index] ?? new Uint8Array() };
      });
      const made = await Promise.all(revealed.map((it) => commitTo(meetingId, keys.epoch, it)));
      // Were one left out, the service could choose among as many draws as there are participants.
      if (!sameBytes(joinBytes(made), commitments)) throw invalid('nonces', 'Not all that was committed to.');
      const cohorts = await drawCohorts(meetingId, keys.epoch, revealed, largest);
      cohort = cohorts.find((ids) => ids.includes(participantId)) ?? [];
    },
    check(participants) {
      if (commitments === null) return;
      const same = cohort !== null && cohort.length === participants.length;
      if (same && participants.every((id, index) => cohort?.[index] === id)) return;
      throw new SecureError('roster-not-drawn', 'entries', 'Not the cohort that was drawn.');
    },
  };
}

function isAscending(ids: readonly string[]): boolean {
  return ids.every((id, index) => index === 0 || (ids[index - 1] ?? '') < id);
}

function invalid(field: string, message: string): SecureError {
  return new SecureError('draw-invalid', field, message);
}
