import { type Bytes, joinBytes, splitBytes } from '../../meeting/secure/canonical-bytes.ts';
import { checkCohortLimits, largestRoster, smallestCohort } from '../../meeting/secure/cohort-limits.ts';
import { survivorBytes } from '../../meeting/secure/consistency-check.ts';
import { readCells, seedLength } from '../../meeting/secure/mask.ts';
import { writeMemberSet } from '../../meeting/secure/member-set.ts';
import { readClientMessage, writeServerMessage } from '../../meeting/secure/read-secure-message.ts';
import type { Roster } from '../../meeting/secure/roster.ts';
import { SecureError } from '../../meeting/secure/secure-error.ts';
import {
  ciphertextLength,
  type SecureClientMessage,
  type SecureServerMessage,
  shareLength,
} from '../../meeting/secure/secure-messages.ts';
import { verifySignature } from '../../meeting/secure/signing-identity.ts';
import { isPlausibleSum } from './is-plausible-sum.ts';
import { reconstructSum } from './reconstruct-sum.ts';
import type {
  SecureRound,
  SecureStep,
  SecureWindow,
  SecureWindowOptions,
  SecureWithheld,
} from './secure-window.ts';

/** Which message answers which round. */
const answers: Readonly<Record<SecureRound, SecureClientMessage['type']>> = {
  ShareKeys: 'shares',
  MaskedInputCollection: 'masked-input',
  ConsistencyCheck: 'consistency',
  Unmasking: 'unmasking',
};

/**
 * The service's side of one window of the secure aggregation (see `createSecureClient` for the protocol).
 *
 * It relays and checks forms, and learns masked inputs, signatures, and of each member one of two secrets.
 * It trusts nobody's arithmetic: a sum that is none of contributions is withheld.
 *
 * @remarks Pure apart from WebCrypto: no transport and no timers; `advance` is called by whoever has them.
 * @throws TypeError naming the option that is out of range
 */
export function createSecureWindow(roster: Roster, options: SecureWindowOptions): SecureWindow {
  const { window, admit = async (all) => all } = options;
  const smallest = options.smallestCohort ?? smallestCohort;
  checkCohortLimits(smallest, largestRoster);
  if (!Number.isSafeInteger(window) || window < 0) throw new TypeError('window: a whole number is needed');
  const count = roster.members.length;
  const indexOf = new Map(roster.members.map(({ participantId }, index) => [participantId, index]));

  let round: SecureRound | null = 'ShareKeys';
  /** Whose answer counts in this round: U1, then U2, U3, U4. */
  let expected: ReadonlySet<number> = new Set(roster.members.keys());
  let gone: ReadonlySet<number> = new Set();
  let answered = new Set<number>();
  let survivors: ReadonlySet<number> = new Set();
  const ciphertexts = new Map<number, readonly Bytes[]>();
  const sealedSeeds = new Map<number, Bytes>();
  const maskedInputs = new Map<number, Uint32Array>();
  const signatures = new Map<number, Bytes>();
  const shares = new Map<number, readonly Bytes[]>();

  return {
    get round() {
      return round;
    },
    get awaited() {
      const open = round === null ? [] : [...expected];
      return new Set(open.filter((index) => !answered.has(index) && !gone.has(index)).map(idOf));
    },
    request: writeServerMessage({ type: 'share-keys', window }),
    receive,
    drop(participantId) {
      const index = indexOf.get(participantId);
      if (index !== undefined) gone = new Set([...gone, index]);
    },
    advance,
  };

  function idOf(index: number): string {
    return roster.members[index]?.participantId ?? '';
  }

  async function receive(participantId: string, data: Uint8Array): Promise<void> {
    const index = indexOf.get(participantId);
    if (index === undefined) {
      throw new SecureError('not-in-roster', '', 'The participant is not in the roster.');
    }
    const message = readClientMessage(data);
    awaitAnswer(index, message);
    if (message.type === 'consistency') {
      const { verifyKey } = roster.members[index] ?? {};
      const signed = survivorBytes(roster, window, survivors);
      if (verifyKey === undefined || !(await verifySignature(verifyKey, message.signature, signed))) {
        throw new SecureError('survivors-inconsistent', 'signature', 'Not signed, or another set.');
      }
      // The round may have ended, or a second answer have come, while the signature was verified.
      awaitAnswer(index, message);
    }
    keep(index, message);
    answered.add(index);
  }

  function awaitAnswer(index: number, message: SecureClientMessage): void {
    const awaited =
      round !== null && message.type === answers[round] && expected.has(index) && !answered.has(index);
    if (!awaited || gone.has(index)) {
      throw new SecureError('out-of-turn', 'type', `No ${message.type} is awaited of this participant.`);
    }
    if ('window' in message && message.window !== window) {
      throw new SecureError('window-mismatch', 'window', 'The message is of another window.');
    }
  }

  function keep(index: number, message: SecureClientMessage): void {
    switch (message.type) {
      case 'shares':
        inPieces('ciphertexts', message.ciphertexts, ciphertextLength, count - 1);
        inPieces('sealedSeeds', message.sealedSeeds, seedLength, count - 1);
        ciphertexts.set(index, splitBytes(message.ciphertexts, ciphertextLength));
        sealedSeeds.set(index, message.sealedSeeds);
        return;
      case 'masked-input':
        maskedInputs.set(index, readCells(message.cells));
        return;
      case 'consistency':
        signatures.set(index, message.signature);
        return;
      case 'unmasking':
        inPieces('shares', message.shares, shareLength, sealedSeeds.size);
        shares.set(index, splitBytes(message.shares, shareLength));
    }
  }

  async function advance(): Promise<SecureStep> {
    const ended = round;
    round = null;
    switch (ended) {
      case null:
        throw new TypeError('advance: the window has ended');
      case 'ShareKeys':
        return proceed('MaskedInputCollection', ascending(answered), smallest, ciphertextsFor);
      case 'MaskedInputCollection':
        return admitted();
      case 'ConsistencyCheck':
        return proceed('Unmasking', ascending(answered), 0, signaturesOf);
      case 'Unmasking':
        return unmasked();
    }
  }

  async function admitted(): Promise<SecureStep> {
    const there = new Set(
      ascending(answered)
        .filter((index) => !gone.has(index))
        .map(idOf),
    );
    const chosen = await admit(there);
    if (chosen === null) return withheld('not-admitted');
    survivors = new Set(
      ascending(indexOf.values()).filter((index) => there.has(idOf(index)) && chosen.has(idOf(index))),
    );
    // A masked input that is not summed is as good as not received: only K_u of its sender will be opened.
    for (const index of [...maskedInputs.keys()]) if (!survivors.has(index)) maskedInputs.delete(index);
    return proceed('ConsistencyCheck', [...survivors], smallest, survivorsOf);
  }

  async function unmasked(): Promise<SecureStep> {
    if (shares.size < roster.threshold) return withheld('too-few-members');
    const material = { count, threshold: roster.threshold, maskedInputs, sealedSeeds, shares };
    // Shares that can't even be combined are as wrong as those that give nonsense.
    const sum = await reconstructSum(material).catch(() => null);
    if (sum === null || !isPlausibleSum(sum, survivors.size)) return withheld('sum-implausible');
    return { kind: 'summed', sum: [...sum], contributors: new Set([...survivors].map(idOf)) };
  }

  function proceed(
    next: SecureRound,
    members: readonly number[],
    least: number,
    messageFor: (members: readonly number[], to: number) => SecureServerMessage,
  ): SecureStep {
    if (members.length < Math.max(roster.threshold, least)) return withheld('too-few-members');
    round = next;
    expected = new Set(members);
    answered = new Set();
    const present = members.filter((index) => !gone.has(index));
    const to = present.map((index) => [idOf(index), writeServerMessage(messageFor(members, index))] as const);
    return { kind: 'messages', round: next, to: new Map(to) };
  }

  function ciphertextsFor(members: readonly number[], to: number): SecureServerMessage {
    const parts = members
      .filter((from) => from !== to)
      .map((from) => ciphertexts.get(from)?.[to < from ? to : to - 1] ?? new Uint8Array());
    return { type: 'ciphertexts', window, members: bitsOf(members), ciphertexts: joinBytes(parts) };
  }

  function survivorsOf(members: readonly number[]): SecureServerMessage {
    return { type: 'survivors', window, members: bitsOf(members) };
  }

  function signaturesOf(members: readonly number[]): SecureServerMessage {
    const parts = members.map((member) => signatures.get(member) ?? new Uint8Array());
    return { type: 'signatures', window, members: bitsOf(members), signatures: joinBytes(parts) };
  }

  function bitsOf(members: readonly number[]): Bytes {
    return writeMemberSet(members, count);
  }
}

function ascending(indexes: Iterable<number>): readonly number[] {
  return [...indexes].sort((a, b) => a - b);
}

function inPieces(field: string, bytes: Bytes, size: number, pieces: number): void {
  if (bytes.length === size * pieces) return;
  throw new SecureError('message-invalid', field, `The message's field ${field} is of the wrong length.`);
}

function withheld(reason: SecureWithheld): SecureStep {
  return { kind: 'withheld', reason };
}
