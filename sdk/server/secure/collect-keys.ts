import type { Bytes } from '../../meeting/secure/canonical-bytes.ts';
import { checkCohortLimits, largestCohort, smallestCohort } from '../../meeting/secure/cohort-limits.ts';
import { readClientMessage, writeServerMessage } from '../../meeting/secure/read-secure-message.ts';
import {
  createRoster,
  distinctiveOf,
  type Roster,
  type RosterMember,
  verifyAdvertisement,
} from '../../meeting/secure/roster.ts';
import { SecureError } from '../../meeting/secure/secure-error.ts';
import type { VerifyIdentity } from '../../meeting/secure/signing-identity.ts';

/** AdvertiseKeys, the service's part: the keys of one epoch are collected until its cohort is frozen. */
export interface KeyCollection {
  /** For every participant that may take part. */
  readonly request: Bytes;
  /** Those whose keys are in. */
  readonly participants: ReadonlySet<string>;
  /**
   * Takes one participant's keys; who it is was established by the connection.
   *
   * @throws SecureError naming why these keys are left out; the collection goes on
   */
  receive(participantId: string, message: Uint8Array): Promise<void>;
  /** What a participant whose keys are in has committed to; `null` for others. */
  commitmentOf(participantId: string): Bytes | null;
  /** Takes a participant out again who has left meanwhile. */
  remove(participantId: string): void;
  /**
   * Freezes a cohort U1: `among` those whose keys are in, by default all. Nobody's keys are taken any more;
   * several cohorts may be frozen one after the other, if nobody is in two of them.
   *
   * @returns the roster, and the message for each of its members
   * @throws SecureError `roster-too-small` or `roster-too-large`
   */
  freeze(among?: ReadonlySet<string>): Promise<FrozenCohort>;
}

/** A cohort of an epoch. */
export interface FrozenCohort {
  readonly roster: Roster;
  readonly message: Bytes;
}

/** Options of {@link collectKeys}. */
export interface KeyCollectionOptions {
  readonly meetingId: string;
  /** Above that of every earlier epoch of the meeting. */
  readonly epoch: number;
  readonly verifyIdentity: VerifyIdentity;
  readonly smallestCohort?: number;
  readonly largestCohort?: number;
  /** How many may send keys; by default as many as one cohort has. */
  readonly mostParticipants?: number;
}

/**
 * Begins to collect the keys of an epoch.
 *
 * @throws TypeError naming the option that is out of range
 */
export function collectKeys(options: KeyCollectionOptions): KeyCollection {
  const { meetingId, epoch, verifyIdentity } = options;
  const limits = {
    smallest: options.smallestCohort ?? smallestCohort,
    largest: options.largestCohort ?? largestCohort,
  };
  checkCohortLimits(limits.smallest, limits.largest);
  if (!Number.isSafeInteger(epoch) || epoch < 0) throw new TypeError('epoch: a whole number is needed');
  const { mostParticipants = limits.largest } = options;
  const members = new Map<string, RosterMember>();
  const commitments = new Map<string, Bytes>();
  /** Everything that must not come twice. */
  const taken = new Set<string>();
  let frozen = false;

  return {
    request: writeServerMessage({ type: 'advertise-keys', epoch }),
    get participants() {
      return new Set(members.keys());
    },
    async receive(participantId, data) {
      const message = readClientMessage(data);
      if (message.type !== 'keys' || frozen) throw outOfTurn();
      if (message.epoch !== epoch) {
        throw new SecureError('window-mismatch', 'epoch', 'The keys are for another epoch.');
      }
      const { token, cipherKey, maskKey, signature } = message;
      const advertisement = { token, cipherKey, maskKey, signature };
      const member = await verifyAdvertisement(advertisement, meetingId, epoch, verifyIdentity);
      if (member.participantId !== participantId) {
        throw new SecureError('identity-invalid', 'token', 'The token is for someone else.');
      }
      // Looked at only now: while the token was verified, the same keys may have come again.
      if (frozen || members.has(participantId)) throw outOfTurn();
      const distinctive = distinctiveOf(member);
      if (distinctive.some((it) => taken.has(it)) || new Set(distinctive).size < distinctive.length) {
        throw new SecureError('roster-duplicate', 'cipherKey', 'These keys are there already.');
      }
      if (members.size >= mostParticipants) {
        throw new SecureError('roster-too-large', '', 'The cohort is full.');
      }
      for (const it of distinctive) taken.add(it);
      commitments.set(participantId, message.commitment);
      members.set(participantId, member);
    },
    commitmentOf: (participantId) => commitments.get(participantId) ?? null,
    remove(participantId) {
      const member = members.get(participantId);
      if (frozen || member === undefined) return;
      for (const it of distinctiveOf(member)) taken.delete(it);
      members.delete(participantId);
      commitments.delete(participantId);
    },
    async freeze(among) {
      frozen = true;
      const chosen = [...members].filter(([id]) => among?.has(id) ?? true).map(([, member]) => member);
      const roster = await createRoster(meetingId, epoch, chosen, limits);
      const entries = roster.members.map(({ advertisement }) => advertisement);
      return { roster, message: writeServerMessage({ type: 'roster', epoch, entries }) };
    },
  };
}

function outOfTurn(): SecureError {
  return new SecureError('out-of-turn', 'type', 'No keys are awaited of this participant.');
}
