import { describe, expect, test } from 'vitest';
import { joinBytes } from '../../../sdk/meeting/secure/canonical-bytes.ts';
import { type ClientDraw, createClientDraw } from '../../../sdk/meeting/secure/client-draw.ts';
import { createSigningKeys } from '../../../sdk/meeting/secure/create-signing-keys.ts';
import { commitTo, drawCohorts, type Revealed } from '../../../sdk/meeting/secure/draw-cohorts.ts';
import { advertiseKeys, type EpochKeys } from '../../../sdk/meeting/secure/epoch-keys.ts';
import {
  readClientMessage,
  readServerMessage,
  writeServerMessage,
} from '../../../sdk/meeting/secure/read-secure-message.ts';
import { SecureError } from '../../../sdk/meeting/secure/secure-error.ts';
import { collectNonces } from '../../../sdk/server/secure/collect-nonces.ts';
import { startMeeting } from './secure-meeting.ts';

const meetingId = 'm';
const epoch = 9;
const largest = 8;
const ids = Array.from({ length: 20 }, (_, index) => `p${String(index).padStart(2, '0')}`);
const nonceOf = (): Uint8Array<ArrayBuffer> => crypto.getRandomValues(new Uint8Array(16));

/** One real participant among nineteen others, all of whom work for the service. */
async function start(): Promise<{
  draw: ClientDraw;
  keys: EpochKeys;
  revealed: readonly Revealed[];
  commitments: Uint8Array<ArrayBuffer>;
}> {
  const { privateKey } = await createSigningKeys();
  const keys = await advertiseKeys(meetingId, epoch, { participantId: 'p07', token: 't', privateKey });
  const draw = createClientDraw(meetingId, 'p07', keys, largest);
  const revealed = ids.map((id) => ({ participantId: id, nonce: id === 'p07' ? keys.nonce : nonceOf() }));
  const commitments = joinBytes(await Promise.all(revealed.map((it) => commitTo(meetingId, epoch, it))));
  return { draw, keys, revealed, commitments };
}

const drawn = (revealed: readonly Revealed[]) => ({
  type: 'drawn' as const,
  epoch,
  participants: revealed.map(({ participantId }) => participantId),
  nonces: joinBytes(revealed.map(({ nonce }) => nonce)),
});
const refusal = async (attempt: () => unknown): Promise<string | null> => {
  try {
    await attempt();
    return null;
  } catch (error) {
    expect(error).toBeInstanceOf(SecureError);
    return (error as SecureError).refusal;
  }
};

describe('a draw', () => {
  test('gives every cohort its size, everyone one cohort, and all who know the nonces the same', async () => {
    const { draw, revealed, commitments } = await start();
    const cohorts = await drawCohorts(meetingId, epoch, revealed, largest);
    expect(cohorts.map((cohort) => cohort.length).sort()).toEqual([6, 7, 7]);
    expect(cohorts.flat().sort()).toEqual(ids);
    draw.reveal({ type: 'draw', epoch, commitments });
    await draw.accept(drawn(revealed));
    const own = cohorts.find((cohort) => cohort.includes('p07')) ?? [];
    draw.check(own);
    for (const cohort of cohorts) {
      if (cohort !== own) expect(() => draw.check(cohort)).toThrow(SecureError);
    }
    expect(() => draw.check(own.slice(1))).toThrow(SecureError);
  });

  test('follows the one honest nonce: the others cannot choose who sits with its owner', async () => {
    const fixed = ids.map((id) => ({ participantId: id, nonce: new Uint8Array(16) }));
    const together = new Map(ids.map((id) => [id, 0]));
    const rounds = 600;
    for (let round = 0; round < rounds; round += 1) {
      const revealed = fixed.map((it) => (it.participantId === 'p07' ? { ...it, nonce: nonceOf() } : it));
      const cohorts = await drawCohorts(meetingId, epoch, revealed, largest);
      for (const id of cohorts.find((cohort) => cohort.includes('p07')) ?? []) {
        together.set(id, (together.get(id) ?? 0) + 1);
      }
    }
    // 5.7 or so of the 19 others share its cohort: five standard errors around that.
    const chance = (7 / 20) * (6 / 19) * 2 + (6 / 20) * (5 / 19);
    const error = Math.sqrt((chance * (1 - chance)) / rounds);
    for (const id of ids.filter((other) => other !== 'p07')) {
      expect(Math.abs((together.get(id) ?? 0) / rounds - chance)).toBeLessThan(5 * error);
    }
  });

  test('without the own commitment, or a second one, is not answered', async () => {
    const { draw, commitments } = await start();
    const others = joinBytes([commitments.slice(0, 7 * 32), commitments.slice(8 * 32)]);
    expect(await refusal(() => draw.reveal({ type: 'draw', epoch, commitments: others }))).toBe(
      'draw-invalid',
    );
    const again = await start();
    again.draw.reveal({ type: 'draw', epoch, commitments: again.commitments });
    const second = { type: 'draw' as const, epoch, commitments: again.commitments };
    expect(await refusal(() => again.draw.reveal(second))).toBe('out-of-turn');
  });

  test('in which a nonce was changed, left out, or given to another is refused', async () => {
    for (const spoil of [
      (all: readonly Revealed[]) => all.map((it, index) => (index === 3 ? { ...it, nonce: nonceOf() } : it)),
      (all: readonly Revealed[]) => all.filter((_, index) => index !== 3),
      (all: readonly Revealed[]) =>
        all.map((it, index) => (index === 3 ? { ...it, participantId: 'p03x' } : it)),
      (all: readonly Revealed[]) => [...all].reverse(),
    ]) {
      const { draw, revealed, commitments } = await start();
      draw.reveal({ type: 'draw', epoch, commitments });
      expect(await refusal(() => draw.accept(drawn(spoil(revealed))))).toBe('draw-invalid');
      expect(() => draw.check(ids.slice(5, 12))).toThrow('Not the cohort');
    }
  });

  test('that was begun has to be ended before there is a roster', async () => {
    const { draw, revealed, commitments } = await start();
    expect(await refusal(() => draw.accept(drawn(revealed)))).toBe('out-of-turn');
    draw.reveal({ type: 'draw', epoch, commitments });
    expect(() => draw.check(ids.slice(0, 8))).toThrow(SecureError);
  });

  test('is not answered again and again: who could repeat it could choose', async () => {
    const meeting = await startMeeting(1);
    const client = meeting.participants[0]?.client;
    const answers: (string | null)[] = [];
    for (let round = 1; round <= 9; round += 1) {
      const keys = await client?.receive(writeServerMessage({ type: 'advertise-keys', epoch: round }));
      const message = readClientMessage(keys);
      const commitments = message.type === 'keys' ? message.commitment : new Uint8Array(32);
      const request = writeServerMessage({ type: 'draw', epoch: round, commitments });
      answers.push(await refusal(() => client?.receive(request)));
    }
    expect(answers).toEqual([...new Array<null>(8).fill(null), 'draw-invalid']);
  });

  test('on the side of the service takes each nonce once, as it was committed to, and needs all', async () => {
    const revealed = ids.map((id) => ({ participantId: id, nonce: nonceOf() }));
    const committed = await Promise.all(
      revealed.map(async (it) => [it.participantId, await commitTo(meetingId, epoch, it)] as const),
    );
    const collection = collectNonces(meetingId, epoch, new Map(committed), largest);
    expect(readServerMessage(collection.request).type).toBe('draw');
    const reveal = (nonce: Uint8Array<ArrayBuffer>) => ({ type: 'reveal' as const, epoch, nonce });
    expect(await refusal(() => collection.receive('p00', reveal(nonceOf())))).toBe('draw-invalid');
    expect(await refusal(() => collection.receive('stranger', reveal(nonceOf())))).toBe('out-of-turn');
    for (const { participantId, nonce } of revealed.slice(1)) {
      await collection.receive(participantId, reveal(nonce));
    }
    expect([...collection.awaited]).toEqual(['p00']);
    expect(await collection.draw()).toBeNull();
    const [first] = revealed;
    if (first !== undefined) await collection.receive('p00', reveal(first.nonce));
    expect(await refusal(() => collection.receive('p00', reveal(first?.nonce ?? nonceOf())))).toBe(
      'out-of-turn',
    );
    expect((await collection.draw())?.cohorts.map(({ size }) => size).sort()).toEqual([6, 7, 7]);
  });
});
