import { sameBytes } from './canonical-bytes.ts';
import { type ClientDraw, createClientDraw } from './client-draw.ts';
import type { CohortLimits } from './cohort-limits.ts';
import { differsByFew } from './differs-by-few.ts';
import { advertiseKeys, agreeWithAll, type EpochKeys } from './epoch-keys.ts';
import { createRoster, type Roster, verifyAdvertisement } from './roster.ts';
import type { SecureClientOptions } from './secure-client.ts';
import { SecureError } from './secure-error.ts';
import type {
  DrawMessage,
  DrawnMessage,
  KeysMessage,
  RevealMessage,
  RosterMessage,
} from './secure-messages.ts';
import type { EpochView } from './share-keys.ts';

/** A service may fail to end a draw a few times, for people leave in the middle of it. */
const mostDraws = 8;

/** A participant's AdvertiseKeys: from the first request to a roster that it has agreed to. */
export interface ClientEpoch {
  /** The epoch at hand; `null` before its roster is accepted. */
  readonly view: EpochView | null;
  advertise(epoch: number): Promise<KeysMessage>;
  reveal(message: DrawMessage): RevealMessage;
  acceptDraw(message: DrawnMessage): Promise<null>;
  acceptRoster(message: RosterMessage): Promise<null>;
  forget(): void;
}

/** Begins without an epoch. What was last agreed to is remembered beyond `forget`. */
export function createClientEpoch(options: SecureClientOptions, limits: CohortLimits): ClientEpoch {
  const { meetingId, identity, verifyIdentity, isInCall = () => true } = options;
  let keys: EpochKeys | null = null;
  let view: EpochView | null = null;
  let draw: ClientDraw | null = null;
  /** Draws since the last roster that was agreed to. */
  let draws = 0;
  let lastEpoch = -1;
  let lastRoster: ReadonlySet<string> | null = null;

  return {
    get view() {
      return view;
    },
    advertise,
    reveal(message) {
      draws += 1;
      // Whoever could have the lot drawn again and again could choose it.
      if (draws > mostDraws) throw new SecureError('draw-invalid', 'type', 'There were too many draws.');
      return awaitedDraw(message.epoch).reveal(message);
    },
    async acceptDraw(message) {
      await awaitedDraw(message.epoch).accept(message);
      return null;
    },
    acceptRoster,
    forget() {
      keys = null;
      view = null;
      draw = null;
    },
  };

  function awaitedDraw(epoch: number): ClientDraw {
    if (keys === null || draw === null || keys.message.epoch !== epoch) {
      throw new SecureError('out-of-turn', 'type', 'No draw is awaited.');
    }
    return draw;
  }

  async function advertise(epoch: number): Promise<KeysMessage> {
    view = null;
    if (epoch <= lastEpoch) throw new SecureError('epoch-replayed', 'epoch', 'The epoch is not a new one.');
    lastEpoch = epoch;
    keys = await advertiseKeys(meetingId, epoch, identity);
    draw = createClientDraw(meetingId, identity.participantId, keys, limits.largest);
    return keys.message;
  }

  async function acceptRoster(message: RosterMessage): Promise<null> {
    const own = keys;
    if (own === null || view !== null) throw new SecureError('out-of-turn', 'type', 'No roster is awaited.');
    const drawn = draw;
    // Whatever is wrong with a roster, these keys are not used with another.
    keys = null;
    draw = null;
    if (message.epoch !== own.message.epoch) {
      throw new SecureError('window-mismatch', 'epoch', 'The roster is of another epoch.');
    }
    const members = await Promise.all(
      message.entries.map((entry) => verifyAdvertisement(entry, meetingId, message.epoch, verifyIdentity)),
    );
    const roster = await createRoster(meetingId, message.epoch, members, limits);
    const self = ownIndex(roster, own);
    const participants = new Set(roster.members.map(({ participantId }) => participantId));
    drawn?.check(roster.members.map(({ participantId }) => participantId));
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
    draws = 0;
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
