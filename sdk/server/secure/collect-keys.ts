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
  readonly request: Uint8Array;
  /** Those whose keys are in. */
  readonly participants: ReadonlySet<string>;
  /**
   * Takes one participant's keys; who it is was established by the connection.
   *
   * @throws SecureError naming why these keys are left out; the collection goes on
   */
  receive(participantId: string, message: Uint8Array): Promise<void>;
  /** Takes a participant out again who has left meanwhile. */
  remove(participantId: string): void;
  /**
   * Freezes the cohort U1.
   *
   * @returns the roster, and the message for each of its members
   * @throws SecureError `roster-too-small` or `roster-too-large`
   */
  freeze(): Promise<{ readonly roster: Roster; readonly message: Uint8Array }>;
}

/** Options of {@link collectKeys}. */
export interface KeyCollectionOptions {
  readonly meetingId: string;
  /** Above that of every earlier epoch of the meeting. */
  readonly epoch: number;
  readonly verifyIdentity: VerifyIdentity;
  readonly smallestCohort?: number;
  readonly largestCohort?: number;
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
  const members = new Map<string, RosterMember>();
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
      const taken = new Set([...members.values()].flatMap(distinctiveOf));
      const distinctive = distinctiveOf(member);
      if (distinctive.some((it) => taken.has(it)) || new Set(distinctive).size < distinctive.length) {
        throw new SecureError('roster-duplicate', 'cipherKey', 'These keys are there already.');
      }
      if (members.size >= limits.largest) {
        throw new SecureError('roster-too-large', '', 'The cohort is full.');
      }
      members.set(participantId, member);
    },
    remove(participantId) {
      if (!frozen) members.delete(participantId);
    },
    async freeze() {
      frozen = true;
      const roster = await createRoster(meetingId, epoch, [...members.values()], limits);
      const entries = roster.members.map(({ advertisement }) => advertisement);
      return { roster, message: writeServerMessage({ type: 'roster', epoch, entries }) };
    },
  };
}

function outOfTurn(): SecureError {
  return new SecureError('out-of-turn', 'type', 'No keys are awaited of this participant.');
}
