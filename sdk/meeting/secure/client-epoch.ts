import { sameBytes } from './canonical-bytes.ts';
import type { CohortLimits } from './cohort-limits.ts';
import { differsByFew } from './differs-by-few.ts';
import { advertiseKeys, agreeWithAll, type EpochKeys } from './epoch-keys.ts';
import { createRoster, type Roster, verifyAdvertisement } from './roster.ts';
import type { SecureClientOptions } from './secure-client.ts';
import { SecureError } from './secure-error.ts';
import type { KeysMessage, RosterMessage } from './secure-messages.ts';
import type { EpochView } from './share-keys.ts';

/** A participant's AdvertiseKeys: from the first request to a roster that it has agreed to. */
export interface ClientEpoch {
  /** The epoch at hand; `null` before its roster is accepted. */
  readonly view: EpochView | null;
  advertise(epoch: number): Promise<KeysMessage>;
  acceptRoster(message: RosterMessage): Promise<null>;
  forget(): void;
}

/** Begins without an epoch. What was last agreed to is remembered beyond `forget`. */
export function createClientEpoch(options: SecureClientOptions, limits: CohortLimits): ClientEpoch {
  const { meetingId, identity, verifyIdentity, isInCall = () => true } = options;
  let keys: EpochKeys | null = null;
  let view: EpochView | null = null;
  let lastEpoch = -1;
  let lastRoster: ReadonlySet<string> | null = null;

  return {
    get view() {
      return view;
    },
    advertise,
    acceptRoster,
    forget() {
      keys = null;
      view = null;
    },
  };

  async function advertise(epoch: number): Promise<KeysMessage> {
    view = null;
    if (epoch <= lastEpoch) throw new SecureError('epoch-replayed', 'epoch', 'The epoch is not a new one.');
    lastEpoch = epoch;
    keys = await advertiseKeys(meetingId, epoch, identity);
    return keys.message;
  }

  async function acceptRoster(message: RosterMessage): Promise<null> {
    const own = keys;
    if (own === null || view !== null) throw new SecureError('out-of-turn', 'type', 'No roster is awaited.');
    // Whatever is wrong with a roster, these keys are not used with another.
    keys = null;
    if (message.epoch !== own.message.epoch) {
      throw new SecureError('window-mismatch', 'epoch', 'The roster is of another epoch.');
    }
    const members = await Promise.all(
      message.entries.map((entry) => verifyAdvertisement(entry, meetingId, message.epoch, verifyIdentity)),
    );
    const roster = await createRoster(meetingId, message.epoch, members, limits);
    const self = ownIndex(roster, own);
    const participants = new Set(roster.members.map(({ participantId }) => participantId));
    if (![...participants].every((id) => isInCall(id))) {
      throw new SecureError('roster-not-in-call', 'entries', 'Someone in the roster is not in the call.');
    }
    if (lastRoster !== null && differsByFew(lastRoster, participants)) {
      throw new SecureError(
        'roster-changed-by-few',
        'entries',
        'The roster would tell of one or two people.',
      );
    }
    const pairs = await agreeWithAll(own, roster, self);
    lastRoster = participants;
    view = { roster, self, pairs };
    return null;
  }

  function ownIndex(roster: Roster, own: EpochKeys): number {
    const self = roster.members.findIndex(({ participantId }) => participantId === identity.participantId);
    const listed = roster.members[self]?.advertisement;
    const mine =
      listed !== undefined &&
      sameBytes(listed.cipherKey, own.message.cipherKey) &&
      sameBytes(listed.maskKey, own.message.maskKey);
    if (!mine) throw new SecureError('roster-without-self', 'entries', 'The own keys are not in the roster.');
    return self;
  }
}
