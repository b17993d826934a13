import { isContribution } from '../contribution-vector.ts';
import type { Bytes } from './canonical-bytes.ts';
import { sameBytes } from './canonical-bytes.ts';
import { checkCohortLimits, largestCohort, smallestCohort } from './cohort-limits.ts';
import { checkSignatures, survivorBytes } from './consistency-check.ts';
import { differsByFew } from './differs-by-few.ts';
import { advertiseKeys, agreeWithAll, type EpochKeys } from './epoch-keys.ts';
import { maskInput, openShares } from './masked-input-collection.ts';
import { isWithin, readMemberSet } from './member-set.ts';
import { readServerMessage, writeClientMessage } from './read-secure-message.ts';
import { createRoster, type Roster, verifyAdvertisement } from './roster.ts';
import type { SecureClient, SecureClientOptions } from './secure-client.ts';
import { SecureError, type SecureRefusal } from './secure-error.ts';
import type {
  CiphertextsMessage,
  RosterMessage,
  SecureClientMessage,
  SecureServerMessage,
  SignaturesMessage,
  SurvivorsMessage,
} from './secure-messages.ts';
import { type EpochView, shareKeys, type WindowSecrets } from './share-keys.ts';
import { sign } from './signing-identity.ts';
import { sharesToReveal } from './unmasking.ts';

/** How far the window at hand has come; each round knows what the one before left. */
type WindowState =
  | { readonly round: 'ShareKeys'; readonly secrets: WindowSecrets }
  | {
      readonly round: 'MaskedInputCollection';
      readonly secrets: WindowSecrets;
      readonly opened: ReadonlyMap<number, Bytes>;
    }
  | {
      readonly round: 'ConsistencyCheck';
      readonly window: number;
      readonly opened: ReadonlyMap<number, Bytes>;
      readonly survivors: ReadonlySet<number>;
    };

/**
 * One participant's side of the secure aggregation of Bonawitz et al. 2017 (*Practical Secure Aggregation
 * for Privacy-Preserving Machine Learning*, CCS), figure 4, with the parts for an active adversary: the
 * service learns the sum of the contributions of a cohort, and no part of it that is less.
 *
 * | round | from the service | to the service |
 * |---|---|---|
 * | AdvertiseKeys, once per epoch | `advertise-keys`, later `roster` (U1) | `keys`: c^PK, s^PK, signed |
 * | ShareKeys | `share-keys` | `shares`: to each member its share of b_u and K_u; the seeds under K_u |
 * | MaskedInputCollection | `ciphertexts` (U2) | `masked-input`: y_u |
 * | ConsistencyCheck | `survivors` (U3) | `consistency`: U3, signed |
 * | Unmasking | `signatures` (U4) | `unmasking`: for each of U2 a share of b_v or of K_v, never of both |
 *
 * Where it departs from the paper:
 *
 * 1. *Keys last an epoch* (the windows of a frozen cohort), not one run. Every key and seed of a window is
 *    derived with HKDF from epoch and window number, and so separate from that of any other; so is every
 *    signature and every encrypted share. A window number is answered once and only upwards.
 * 2. *K_u is shared, not s_u^SK.* With keys that last, the paper's way would be fatal: s_u^SK, opened because
 *    u dropped out of one window, also gives u's pairwise masks of the windows before, whose b_u are open,
 *    and thereby u's vectors. So u draws a key K_u for each window, seals the window's n - 1 pairwise seeds with it
 *    for the service, and shares K_u. Opening it tells exactly what s_u^SK would have told of this window,
 *    and nothing of any other: a drop-out costs no epoch. It also lets s_u^SK stay non-extractable in WebCrypto.
 *    The price: 16 bytes per peer and window. A member who seals wrong seeds spoils the sum; so does one who
 *    shares a wrong s_u^SK, or a wrong vector.
 * 3. *Shares are opened on arrival*, not in Unmasking (see `openShares`).
 * 4. *Seeds have 128 bits*, the strength of P-256; shares travel under AES-256-GCM, masks are AES-128-CTR.
 * 5. *More is refused*: fewer than `smallestCohort` contributors, and a roster or a survivor set that differs by
 *    one or two people from the last one that was agreed to, as their difference would tell of them.
 *
 * The claim: with t above 2n/3, tokens from an issuer apart from the service, and a roster that is the
 * call's own, a service that breaks the protocol at will, together with fewer than a third of the cohort,
 * learns of the others only their sum. Against an issuer in league with the service it holds only if both
 * are honest but curious. It does not cover: code served by the same party, who takes part, a vector that is a lie
 * (no proof of validity), a sum that is telling in itself (everyone in one bin), denial of service.
 *
 * @remarks Pure apart from WebCrypto and `takeInput`: no transport, no timers, no DOM.
 * @throws TypeError naming the option that is missing or out of range
 */
export function createSecureClient(options: SecureClientOptions): SecureClient {
  const { meetingId, identity, verifyIdentity, takeInput, isInCall = () => true } = options;
  const limits = {
    smallest: options.smallestCohort ?? smallestCohort,
    largest: options.largestCohort ?? largestCohort,
  };
  if (typeof takeInput !== 'function') throw new TypeError('takeInput: a function is needed');
  if (typeof verifyIdentity !== 'function') throw new TypeError('verifyIdentity: a function is needed');
  if (identity?.privateKey === undefined) throw new TypeError('identity: a SigningIdentity is needed');
  checkCohortLimits(limits.smallest, limits.largest);

  let keys: EpochKeys | null = null;
  let view: EpochView | null = null;
  let state: WindowState | null = null;
  let lastEpoch = -1;
  let lastWindow = -1;
  let lastRoster: ReadonlySet<string> | null = null;
  let lastSurvivors: ReadonlySet<string> | null = null;
  let generation = 0;
  let queue: Promise<unknown> = Promise.resolve();

  return {
    receive(data) {
      const mine = generation;
      const answer = queue.then(() => (mine === generation ? answerTo(data, mine) : null));
      queue = answer.catch(() => {});
      return answer;
    },
    forget() {
      generation += 1;
      keys = null;
      view = null;
      state = null;
    },
  };

  async function answerTo(data: Uint8Array, mine: number): Promise<Uint8Array | null> {
    try {
      const message = await respond(readServerMessage(data));
      if (mine === generation) return message === null ? null : writeClientMessage(message);
      // Forgotten meanwhile: what the round has just left goes as well.
      keys = null;
      view = null;
      state = null;
      return null;
    } catch (error) {
      state = null;
      throw error;
    }
  }

  function respond(message: SecureServerMessage): Promise<SecureClientMessage | null> {
    switch (message.type) {
      case 'advertise-keys':
        return advertise(message.epoch);
      case 'roster':
        return acceptRoster(message);
      case 'share-keys':
        return share(message.window);
      case 'ciphertexts':
        return mask(message);
      case 'survivors':
        return agree(message);
      case 'signatures':
        return unmask(message);
    }
  }

  async function advertise(epoch: number): Promise<SecureClientMessage> {
    state = null;
    view = null;
    if (epoch <= lastEpoch) throw refusal('epoch-replayed', 'epoch', 'The epoch is not a new one.');
    lastEpoch = epoch;
    keys = await advertiseKeys(meetingId, epoch, identity);
    return keys.message;
  }

  async function acceptRoster(message: RosterMessage): Promise<null> {
    const own = keys;
    if (own === null || view !== null) throw refusal('out-of-turn', 'type', 'No roster is awaited.');
    // Whatever is wrong with a roster, these keys are not used with another.
    keys = null;
    if (message.epoch !== own.message.epoch) {
      throw refusal('window-mismatch', 'epoch', 'The roster is of another epoch.');
    }
    const members = await Promise.all(
      message.entries.map((entry) => verifyAdvertisement(entry, meetingId, message.epoch, verifyIdentity)),
    );
    const roster = await createRoster(meetingId, message.epoch, members, limits);
    const self = ownIndex(roster, own);
    const participants = new Set(roster.members.map(({ participantId }) => participantId));
    if (![...participants].every((id) => isInCall(id))) {
      throw refusal('roster-not-in-call', 'entries', 'Someone in the roster is not in the call.');
    }
    if (lastRoster !== null && differsByFew(lastRoster, participants)) {
      throw refusal('roster-changed-by-few', 'entries', 'The roster would tell of one or two people.');
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
    if (!mine) throw refusal('roster-without-self', 'entries', 'The own keys are not in the roster.');
    return self;
  }

  async function share(window: number): Promise<SecureClientMessage> {
    state = null;
    if (view === null) throw refusal('out-of-turn', 'type', 'There is no roster.');
    if (window <= lastWindow) throw refusal('window-replayed', 'window', 'The window is not a new one.');
    lastWindow = window;
    const { secrets, message } = await shareKeys(view, window);
    state = { round: 'ShareKeys', secrets };
    return message;
  }

  async function mask(message: CiphertextsMessage): Promise<SecureClientMessage | null> {
    if (view === null || state?.round !== 'ShareKeys') throw outOfTurn(message.type);
    const { secrets } = state;
    inWindow(message, secrets.window);
    const everyone = new Set(view.roster.members.keys());
    const members = membersOf(message.members, view, everyone, limits.smallest);
    const opened = await openShares(view, secrets, members, message);
    const counts = takeInput(secrets.window);
    if (counts === null) {
      state = null;
      return null;
    }
    if (!isContribution(counts)) throw new TypeError('takeInput: not a contribution');
    const masked = await maskInput(view, secrets, members, counts);
    state = { round: 'MaskedInputCollection', secrets, opened };
    return masked;
  }

  async function agree(message: SurvivorsMessage): Promise<SecureClientMessage> {
    if (view === null || state?.round !== 'MaskedInputCollection') throw outOfTurn(message.type);
    const { secrets, opened } = state;
    inWindow(message, secrets.window);
    const { roster } = view;
    const survivors = membersOf(message.members, view, new Set(opened.keys()), limits.smallest);
    const participants = new Set([...survivors].map((index) => roster.members[index]?.participantId ?? ''));
    if (lastSurvivors !== null && differsByFew(lastSurvivors, participants)) {
      throw refusal('survivors-changed-by-few', 'members', 'The sum would tell of one or two people.');
    }
    // Signed is as good as summed: the others can unmask it without this participant.
    lastSurvivors = participants;
    state = { round: 'ConsistencyCheck', window: secrets.window, opened, survivors };
    const signature = await sign(identity.privateKey, survivorBytes(roster, message.window, survivors));
    return { type: 'consistency', window: message.window, signature };
  }

  async function unmask(message: SignaturesMessage): Promise<SecureClientMessage> {
    if (view === null || state?.round !== 'ConsistencyCheck') throw outOfTurn(message.type);
    const { window, opened, survivors } = state;
    // Whatever comes of it, shares are revealed for one set of signatures only.
    state = null;
    inWindow(message, window);
    const signers = membersOf(message.members, view, survivors, 0);
    await checkSignatures(view.roster, survivors, signers, message);
    return sharesToReveal(window, opened, survivors);
  }

  function membersOf(
    bits: Uint8Array,
    { roster, self }: EpochView,
    within: ReadonlySet<number>,
    smallest: number,
  ): ReadonlySet<number> {
    const members = readMemberSet(bits, roster.members.length);
    if (members === null) throw refusal('message-invalid', 'members', 'Not a set of members.');
    if (!members.has(self) || !isWithin(members, within)) {
      throw refusal('members-inconsistent', 'members', 'Not a part of the round before, with oneself in it.');
    }
    if (members.size < Math.max(roster.threshold, smallest)) {
      throw refusal('too-few-members', 'members', 'Too few members are left.');
    }
    return members;
  }
}

function inWindow(message: { readonly window: number }, window: number): void {
  if (message.window !== window) {
    throw refusal('window-mismatch', 'window', 'The message is of another window.');
  }
}

function outOfTurn(type: string): SecureError {
  return refusal('out-of-turn', 'type', `No ${type} is awaited.`);
}

function refusal(code: SecureRefusal, field: string, message: string): SecureError {
  return new SecureError(code, field, message);
}
