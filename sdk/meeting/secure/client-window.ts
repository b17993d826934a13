import { isContribution } from '../contribution-vector.ts';
import type { Bytes } from './canonical-bytes.ts';
import type { CohortLimits } from './cohort-limits.ts';
import { checkSignatures, survivorBytes } from './consistency-check.ts';
import { differsByFew } from './differs-by-few.ts';
import { maskInput, openShares } from './masked-input-collection.ts';
import { isWithin, readMemberSet } from './member-set.ts';
import type { SecureClientOptions } from './secure-client.ts';
import { SecureError } from './secure-error.ts';
import type {
  CiphertextsMessage,
  SecureClientMessage,
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

/** A participant's rounds of one window after the other, from ShareKeys to Unmasking. */
export interface ClientWindow {
  share(view: EpochView | null, window: number): Promise<SecureClientMessage>;
  mask(view: EpochView | null, message: CiphertextsMessage): Promise<SecureClientMessage | null>;
  agree(view: EpochView | null, message: SurvivorsMessage): Promise<SecureClientMessage>;
  unmask(view: EpochView | null, message: SignaturesMessage): Promise<SecureClientMessage>;
  /** Ends the window at hand and forgets its secrets. */
  forget(): void;
}

/** Begins without a window. What was last agreed to is remembered beyond `forget`. */
export function createClientWindow(options: SecureClientOptions, limits: CohortLimits): ClientWindow {
  const { identity, takeInput } = options;
  let state: WindowState | null = null;
  let lastWindow = -1;
  let lastSurvivors: ReadonlySet<string> | null = null;

  return {
    share,
    mask,
    agree,
    unmask,
    forget() {
      state = null;
    },
  };

  async function share(view: EpochView | null, window: number): Promise<SecureClientMessage> {
    state = null;
    if (view === null) throw new SecureError('out-of-turn', 'type', 'There is no roster.');
    if (window <= lastWindow)
      throw new SecureError('window-replayed', 'window', 'The window is not a new one.');
    lastWindow = window;
    const { secrets, message } = await shareKeys(view, window);
    state = { round: 'ShareKeys', secrets };
    return message;
  }

  async function mask(
    view: EpochView | null,
    message: CiphertextsMessage,
  ): Promise<SecureClientMessage | null> {
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

  async function agree(view: EpochView | null, message: SurvivorsMessage): Promise<SecureClientMessage> {
    if (view === null || state?.round !== 'MaskedInputCollection') throw outOfTurn(message.type);
    const { secrets, opened } = state;
    inWindow(message, secrets.window);
    const { roster } = view;
    const survivors = membersOf(message.members, view, new Set(opened.keys()), limits.smallest);
    const participants = new Set([...survivors].map((index) => roster.members[index]?.participantId ?? ''));
    if (lastSurvivors !== null && differsByFew(lastSurvivors, participants)) {
      throw new SecureError(
        'survivors-changed-by-few',
        'members',
        'The sum would tell of one or two people.',
      );
    }
    // Signed is as good as summed: the others can unmask it without this participant.
    lastSurvivors = participants;
    state = { round: 'ConsistencyCheck', window: secrets.window, opened, survivors };
    const signature = await sign(identity.privateKey, survivorBytes(roster, message.window, survivors));
    return { type: 'consistency', window: message.window, signature };
  }

  async function unmask(view: EpochView | null, message: SignaturesMessage): Promise<SecureClientMessage> {
    if (view === null || state?.round !== 'ConsistencyCheck') throw outOfTurn(message.type);
    const { window, opened, survivors } = state;
    // Whatever comes of it, shares are revealed for one set of signatures only.
    state = null;
    inWindow(message, window);
    const signers = membersOf(message.members, view, survivors, 0);
    await checkSignatures(view.roster, survivors, signers, message);
    return sharesToReveal(window, opened, survivors);
  }
}

function membersOf(
  bits: Uint8Array,
  { roster, self }: EpochView,
  within: ReadonlySet<number>,
  smallest: number,
): ReadonlySet<number> {
  const members = readMemberSet(bits, roster.members.length);
  if (members === null) throw new SecureError('message-invalid', 'members', 'Not a set of members.');
  if (!members.has(self) || !isWithin(members, within)) {
    throw new SecureError(
      'members-inconsistent',
      'members',
      'Not a part of the round before, with oneself in it.',
    );
  }
  if (members.size < Math.max(roster.threshold, smallest)) {
    throw new SecureError('too-few-members', 'members', 'Too few members are left.');
  }
  return members;
}

function inWindow(message: { readonly window: number }, window: number): void {
  if (message.window !== window) {
    throw new SecureError('window-mismatch', 'window', 'The message is of another window.');
  }
}

function outOfTurn(type: string): SecureError {
  return new SecureError('out-of-turn', 'type', `No ${type} is awaited.`);
}
