import { describe, expect, test, vi } from 'vitest';
import { thresholdOf } from '../../../sdk/meeting/secure/cohort-limits.ts';
import { survivorBytes } from '../../../sdk/meeting/secure/consistency-check.ts';
import { createSigningKeys } from '../../../sdk/meeting/secure/create-signing-keys.ts';
import { writeMemberSet } from '../../../sdk/meeting/secure/member-set.ts';
import {
  readClientMessage,
  readServerMessage,
  writeServerMessage,
} from '../../../sdk/meeting/secure/read-secure-message.ts';
import { advertisedBytes } from '../../../sdk/meeting/secure/roster.ts';
import type { SecureClientOptions } from '../../../sdk/meeting/secure/secure-client.ts';
import type { KeyAdvertisement, SecureServerMessage } from '../../../sdk/meeting/secure/secure-messages.ts';
import { sign } from '../../../sdk/meeting/secure/signing-identity.ts';
import { type Passing, type SecureMeeting, startMeeting, type WindowHooks } from './secure-meeting.ts';
import { createTokenIssuer } from './token-issuer.ts';

vi.setConfig({ testTimeout: 60_000 });

type Tamper = (message: SecureServerMessage, passing: Passing) => SecureServerMessage;

/** A service that alters what it sends. */
const sending = (tamper: Tamper): WindowHooks => ({
  toClient: (passing) => writeServerMessage(tamper(readServerMessage(passing.bytes), passing)),
});
const refusals = (meeting: SecureMeeting): string[] =>
  meeting.participants.flatMap((participant) => participant.refusals);
const revealed = (meeting: SecureMeeting): Passing[] =>
  meeting.received.filter(({ round }) => round === 'Unmasking');
/** What the service sent to a participant in a round, the latest. */
const sentTo = (meeting: SecureMeeting, participantId: string, round: Passing['round']): Uint8Array =>
  meeting.sent.findLast((passing) => passing.participantId === participantId && passing.round === round)
    ?.bytes ?? new Uint8Array();

describe('a service that tells different survivors to different participants', () => {
  const everyone: ReadonlySet<number> = new Set([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  const allButOne: ReadonlySet<number> = new Set([0, 1, 2, 3, 4, 5, 6, 7]);

  /**
   * Nine participants, of whom the first `colluders` sign whatever the service wants. Of the others the last
   * `told` hear that all nine are left, the rest that eight are. Returns the sets that some honest one unmasks.
   */
  async function equivocate(told: number, colluders: number): Promise<ReadonlySet<ReadonlySet<number>>> {
    const meeting = await startMeeting(9);
    const roster = await meeting.freeze();
    const untilSurvivors: WindowHooks = {
      toClient: ({ round, bytes }) => (round === 'ConsistencyCheck' ? null : bytes),
    };
    await meeting.window(roster, 1, untilSurvivors);
    const honest = [...meeting.participants.entries()].slice(colluders);
    const toldOf = (index: number): ReadonlySet<number> => (index >= 9 - told ? everyone : allButOne);
    const signed = new Map<ReadonlySet<number>, Map<number, Uint8Array>>(
      [everyone, allButOne].map((set) => [set, new Map<number, Uint8Array>()]),
    );
    for (const [index, { identity }] of [...meeting.participants.entries()].slice(0, colluders)) {
      for (const [set, signatures] of signed) {
        signatures.set(index, await sign(identity.privateKey, survivorBytes(roster, 1, set)));
      }
    }
    for (const [index, { client }] of honest) {
      const members = writeMemberSet(toldOf(index), 9);
      const answer = await client.receive(writeServerMessage({ type: 'survivors', window: 1, members }));
      const message = readClientMessage(answer);
      if (message.type === 'consistency') signed.get(toldOf(index))?.set(index, message.signature);
    }
    const unmasked = new Set<ReadonlySet<number>>();
    for (const [index, { client }] of honest) {
      const own = signed.get(toldOf(index)) ?? new Map<number, Uint8Array>();
      const rest = [...(signed.get(toldOf(index) === everyone ? allButOne : everyone) ?? [])];
      // Filled up to the threshold with what others signed, which is all that is left to try.
      const filler = rest.filter(([other]) => !own.has(other) && toldOf(index).has(other));
      const signers = [...own, ...filler.slice(0, Math.max(0, thresholdOf(9) - own.size))];
      signers.sort(([a], [b]) => a - b);
      const message = writeServerMessage({
        type: 'signatures',
        window: 1,
        members: writeMemberSet(
          signers.map(([signer]) => signer),
          9,
        ),
        signatures: new Uint8Array(signers.flatMap(([, signature]) => [...signature])),
      });
      const outcome = await client.receive(message).catch((error: { refusal: string }) => error.refusal);
      if (outcome instanceof Uint8Array) unmasked.add(toldOf(index));
      else expect(outcome).toBe('survivors-inconsistent');
    }
    return unmasked;
  }

  test.each([0, 1, 2])(
    'and has %i of nine on its side gets at most one of the sets unmasked',
    async (colluders) => {
      const unmasked: number[] = [];
      for (let told = 1; told < 9 - colluders; told += 1)
        unmasked.push((await equivocate(told, colluders)).size);
      expect(Math.max(...unmasked)).toBe(1);
      expect(Math.min(...unmasked)).toBe(0);
    },
  );

  test('would need more than a third on its side, which is where the claim ends', async () => {
    expect((await equivocate(2, 5)).size).toBe(2);
  });

  test('with too few signatures is refused', async () => {
    const meeting = await startMeeting(9);
    const hooks = sending((message) =>
      message.type !== 'signatures'
        ? message
        : {
            ...message,
            members: writeMemberSet([0, 1, 2, 3, 4, 5], 9),
            signatures: message.signatures.slice(0, 6 * 64),
          },
    );
    const step = await meeting.window(await meeting.freeze(), 1, hooks);
    expect(step).toEqual({ kind: 'withheld', reason: 'too-few-members' });
    expect(new Set(refusals(meeting))).toEqual(new Set(['too-few-members', 'members-inconsistent']));
    expect(revealed(meeting)).toEqual([]);
  });

  test('cannot ask twice: shares are revealed for one set of survivors', async () => {
    const meeting = await startMeeting(9);
    await meeting.window(await meeting.freeze(), 1);
    expect(revealed(meeting)).toHaveLength(9);
    for (const { id, client } of meeting.participants) {
      for (const round of ['MaskedInputCollection', 'ConsistencyCheck', 'Unmasking'] as const) {
        await expect(client.receive(sentTo(meeting, id, round))).rejects.toMatchObject({
          refusal: 'out-of-turn',
        });
      }
    }
  });

  test('that claims a small group is left is refused', async () => {
    const meeting = await startMeeting(9);
    const hooks = sending((message, { participantId }) =>
      message.type !== 'survivors'
        ? message
        : { ...message, members: writeMemberSet([Number(participantId.slice(1)), 0, 1, 2], 9) },
    );
    await meeting.window(await meeting.freeze(), 1, hooks);
    expect(refusals(meeting)).toEqual(new Array(9).fill('too-few-members'));
  });

  test('that leaves the recipient out, or adds people, is refused', async () => {
    const meeting = await startMeeting(9);
    const roster = await meeting.freeze();
    const left = sending((message, { participantId }) =>
      message.type !== 'survivors'
        ? message
        : {
            ...message,
            members: writeMemberSet(
              Array.from({ length: 9 }, (_, index) => index).filter(
                (index) => index !== Number(participantId.slice(1)),
              ),
              9,
            ),
          },
    );
    await meeting.window(roster, 1, left);
    const added = sending((message) =>
      message.type === 'survivors'
        ? { ...message, members: writeMemberSet([0, 1, 2, 3, 4, 5, 6, 7, 8], 9) }
        : message,
    );
    await meeting.window(roster, 2, { ...added, lost: { ShareKeys: ['p08'] } });
    expect(refusals(meeting)).toEqual(new Array(17).fill('members-inconsistent'));
    const beyond = sending((message) =>
      message.type === 'survivors' ? { ...message, members: Uint8Array.of(255, 255) } : message,
    );
    await meeting.window(roster, 3, beyond);
    expect(refusals(meeting).filter((refusal) => refusal === 'message-invalid')).toHaveLength(9);
    expect(revealed(meeting)).toEqual([]);
  });
});

describe('a window that was already used', () => {
  test.each([1, 0])('is not answered again, nor an earlier one (%i)', async (window) => {
    const meeting = await startMeeting(8);
    const roster = await meeting.freeze();
    await meeting.window(roster, 1);
    const received = meeting.received.length;
    expect(await meeting.window(roster, window)).toEqual({ kind: 'withheld', reason: 'too-few-members' });
    expect(refusals(meeting)).toEqual(new Array(8).fill('window-replayed'));
    expect(meeting.received).toHaveLength(received);
  });

  test.each([
    ['MaskedInputCollection', 'share-undecryptable'],
    ['ConsistencyCheck', 'window-mismatch'],
    ['Unmasking', 'window-mismatch'],
  ] as const)('gives no message of %s to a later one', async (round, refusal) => {
    for (const renumber of [false, true]) {
      const meeting = await startMeeting(8);
      const roster = await meeting.freeze();
      await meeting.window(roster, 1);
      const old = new Map(meeting.participants.map(({ id }) => [id, sentTo(meeting, id, round)]));
      const inputsBefore = meeting.participants[0]?.inputs.size;
      await meeting.window(roster, 2, {
        toClient(passing) {
          if (passing.round !== round) return passing.bytes;
          const message = readServerMessage(old.get(passing.participantId));
          return writeServerMessage(renumber && 'window' in message ? { ...message, window: 2 } : message);
        },
      });
      // Survivors are the same in both windows, so that message alone is as good as a new one.
      const expected = renumber
        ? { 'share-undecryptable': refusal, 'window-mismatch': 'survivors-inconsistent' }[refusal]
        : 'window-mismatch';
      if (renumber && round === 'ConsistencyCheck') expect(refusals(meeting)).toEqual([]);
      else expect(refusals(meeting)).toEqual(new Array(8).fill(expected));
      if (round === 'MaskedInputCollection') expect(meeting.participants[0]?.inputs.size).toBe(inputsBefore);
    }
  });

  test('of another epoch gives nothing either', async () => {
    const meeting = await startMeeting(8);
    await meeting.window(await meeting.freeze(), 1);
    const old = new Map(
      meeting.participants.map(({ id }) => [id, sentTo(meeting, id, 'MaskedInputCollection')]),
    );
    const roster = await meeting.freeze();
    await meeting.window(roster, 2, {
      toClient: ({ participantId, round, bytes }) => {
        if (round !== 'MaskedInputCollection') return bytes;
        const message = readServerMessage(old.get(participantId));
        return writeServerMessage('window' in message ? { ...message, window: 2 } : message);
      },
    });
    expect(refusals(meeting)).toEqual(new Array(8).fill('share-undecryptable'));
  });

  test('and an epoch that was already used are refused', async () => {
    const meeting = await startMeeting(8);
    await meeting.freeze();
    const [first] = meeting.participants;
    const again = writeServerMessage({ type: 'advertise-keys', epoch: 1 });
    await expect(first?.client.receive(again)).rejects.toMatchObject({ refusal: 'epoch-replayed' });
  });
});

describe('shares', () => {
  const swap = (bytes: Uint8Array): Uint8Array<ArrayBuffer> =>
    new Uint8Array([...bytes.slice(49, 98), ...bytes.slice(0, 49), ...bytes.slice(98)]);

  test.each<readonly [string, (bytes: Uint8Array) => Uint8Array<ArrayBuffer>]>([
    ['given to the wrong sender', swap],
    [
      'altered in one bit',
      (bytes) => new Uint8Array(bytes.map((byte, index) => (index === 20 ? byte ^ 1 : byte))),
    ],
  ])('%s end the window before an input is given', async (_, alter) => {
    const meeting = await startMeeting(8);
    const hooks = sending((message) =>
      message.type === 'ciphertexts' ? { ...message, ciphertexts: alter(message.ciphertexts) } : message,
    );
    await meeting.window(await meeting.freeze(), 1, hooks);
    expect(refusals(meeting)).toEqual(new Array(8).fill('share-undecryptable'));
    expect(meeting.participants.every(({ inputs }) => inputs.size === 0)).toBe(true);
  });

  test('for someone else cannot be opened', async () => {
    const meeting = await startMeeting(8);
    const roster = await meeting.freeze();
    const forOther = new Map<string, Uint8Array<ArrayBuffer>>();
    const hooks = sending((message, { participantId }) => {
      if (message.type !== 'ciphertexts') return message;
      forOther.set(participantId, message.ciphertexts);
      const [, other] = [...forOther].find(([id]) => id !== participantId) ?? [];
      return other === undefined ? message : { ...message, ciphertexts: other };
    });
    await meeting.window(roster, 1, hooks);
    expect(refusals(meeting)).toEqual(new Array(7).fill('share-undecryptable'));
  });

  test('of fewer than were told are refused', async () => {
    const meeting = await startMeeting(8);
    const hooks = sending((message) =>
      message.type === 'ciphertexts' ? { ...message, ciphertexts: message.ciphertexts.slice(49) } : message,
    );
    await meeting.window(await meeting.freeze(), 1, hooks);
    expect(refusals(meeting)).toEqual(new Array(8).fill('members-inconsistent'));
  });
});

describe('a roster', () => {
  async function rosterWith(
    alter: (entries: KeyAdvertisement[], meeting: SecureMeeting) => Promise<void> | void,
    options: Partial<SecureClientOptions> = {},
  ): Promise<string[]> {
    const meeting = await startMeeting(8, options);
    const held: Uint8Array[] = [];
    await meeting.freeze(meeting.participants, {
      toClient({ bytes }) {
        if (readServerMessage(bytes).type !== 'roster') return bytes;
        held.push(bytes);
        return null;
      },
    });
    const message = readServerMessage(held[0]);
    if (message.type !== 'roster') throw new Error('no roster');
    const entries = [...message.entries];
    await alter(entries, meeting);
    const altered = writeServerMessage({ ...message, entries });
    return Promise.all(
      meeting.participants.map(({ client }) =>
        client.receive(altered).then(
          () => 'accepted',
          (error: { refusal: string }) => error.refusal,
        ),
      ),
    );
  }
  const all = (outcome: string): string[] => new Array(8).fill(outcome);

  /** Someone who is not there, with a real token of the issuer. */
  async function stranger(
    { issuer }: Pick<SecureMeeting, 'issuer'>,
    id: string,
    more: {
      readonly meetingId?: string;
      readonly expiresInSeconds?: number;
      readonly like?: KeyAdvertisement;
    } = {},
  ): Promise<KeyAdvertisement> {
    const { publicKey, privateKey } = await createSigningKeys();
    const token = await issuer.attest(more.meetingId ?? 'meeting', id, publicKey, more.expiresInSeconds);
    const keys = {
      cipherKey: more.like?.cipherKey ?? (await createSigningKeys()).publicKey,
      maskKey: more.like?.maskKey ?? (await createSigningKeys()).publicKey,
    };
    const signature = await sign(privateKey, advertisedBytes('meeting', 1, id, keys));
    return { token, ...keys, signature };
  }

  test('as it was collected is accepted', async () => {
    expect(await rosterWith(() => {})).toEqual(all('accepted'));
  });

  test('with a token that is forged, expired or for another meeting is refused', async () => {
    const forger = await createTokenIssuer();
    for (const forge of [
      () => stranger({ issuer: forger }, 'p07'),
      (meeting: SecureMeeting) => stranger(meeting, 'p07', { expiresInSeconds: -10 }),
      (meeting: SecureMeeting) => stranger(meeting, 'p07', { meetingId: 'another' }),
      async (meeting: SecureMeeting) => ({ ...(await stranger(meeting, 'p07')), token: 'a.b.c' }),
    ]) {
      const outcome = await rosterWith(async (entries, meeting) => {
        entries[7] = await forge(meeting);
      });
      expect(outcome).toEqual(all('identity-invalid'));
    }
  });

  test('with keys that the service put in someone’s place is refused', async () => {
    for (const name of ['cipherKey', 'maskKey', 'signature'] as const) {
      const outcome = await rosterWith((entries) => {
        const [first, second] = entries;
        if (first && second) entries[0] = { ...first, [name]: second[name] };
      });
      expect(outcome).toEqual(all('signature-invalid'));
    }
  });

  test('with one participant twice, though each has a token, is refused', async () => {
    const outcome = await rosterWith(async (entries, meeting) => {
      entries.push(await stranger(meeting, 'p03'));
    });
    expect(outcome).toEqual(all('roster-duplicate'));
  });

  test('with one participant’s keys under another name is refused', async () => {
    const outcome = await rosterWith(async (entries, meeting) => {
      const [like] = entries;
      if (like) entries.push(await stranger(meeting, 'p99', { like }));
    });
    expect(outcome).toEqual(all('roster-duplicate'));
  });

  test('with people who are not in the call is refused, whoever attests them', async () => {
    const fill = async (entries: KeyAdvertisement[], meeting: SecureMeeting): Promise<void> => {
      for (const id of ['x1', 'x2', 'x3', 'x4']) entries.push(await stranger(meeting, id));
    };
    const inCall = new Set(Array.from({ length: 8 }, (_, index) => `p0${index}`));
    expect(await rosterWith(fill, { isInCall: (id) => inCall.has(id) })).toEqual(all('roster-not-in-call'));
    // Without the call's own roster a token is all there is to go by, as the documentation says.
    expect(await rosterWith(fill)).toEqual(all('accepted'));
  });

  test('without oneself, or with keys of one’s own that are not one’s own, is refused', async () => {
    const outcome = await rosterWith((entries) => {
      entries.splice(2, 1);
    });
    expect(outcome).toEqual(all('accepted').with(2, 'roster-without-self'));
    const replaced = await rosterWith(async (entries, meeting) => {
      entries[2] = await stranger(meeting, 'p02');
    });
    expect(replaced).toEqual(all('accepted').with(2, 'roster-without-self'));
  });

  test('of four, or of more than the cohort may have, is refused', async () => {
    const few = await rosterWith((entries) => {
      entries.splice(4);
    });
    expect(few).toEqual(all('roster-too-small'));
    expect(await rosterWith(() => {}, { largestCohort: 32, smallestCohort: 9 })).toEqual(
      all('roster-too-small'),
    );
    const many = await rosterWith(async (entries, meeting) => {
      for (let index = 0; index < 25; index += 1) entries.push(await stranger(meeting, `q${index}`));
    });
    expect(many).toEqual(all('roster-too-large'));
  });

  test('with a key that is no point of the curve is refused, naming it', async () => {
    const outcome = await rosterWith(async (entries, meeting) => {
      const off = new Uint8Array(65).fill(7);
      off[0] = 4;
      entries.push(
        await stranger(meeting, 'p99', {
          like: { ...(entries[0] as KeyAdvertisement), cipherKey: off, maskKey: off.with(1, 8) },
        }),
      );
    });
    expect(outcome).toEqual(all('message-invalid'));
  });

  test('of another epoch, or a second one, is refused', async () => {
    const meeting = await startMeeting(8);
    await meeting.freeze();
    const [first] = meeting.participants;
    const again = sentTo(meeting, 'p00', 'AdvertiseKeys');
    await expect(first?.client.receive(again)).rejects.toMatchObject({ refusal: 'out-of-turn' });
    await first?.client.receive(writeServerMessage({ type: 'advertise-keys', epoch: 2 }));
    await expect(first?.client.receive(again)).rejects.toMatchObject({ refusal: 'window-mismatch' });
    // The keys that met a wrong roster are gone: not even the right one gets an answer now.
    await expect(first?.client.receive(again)).rejects.toMatchObject({ refusal: 'out-of-turn' });
  });
});
