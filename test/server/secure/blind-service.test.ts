import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { encodeContribution } from '../../../sdk/meeting/contribution-vector.ts';
import { readClientMessage } from '../../../sdk/meeting/secure/read-secure-message.ts';
import type { SecureClientMessage } from '../../../sdk/meeting/secure/secure-messages.ts';
import type { GroupView } from '../../../sdk/vocabulary.ts';
import { createTokenIssuer } from '../../meeting/secure/token-issuer.ts';
import { issueToken, type Participant, type Service, startService, until } from '../start-service.ts';

vi.setConfig({ testTimeout: 60_000 });

let service: Service;
beforeEach(async () => {
  service = await startService({ collectSeconds: 8 }, await createTokenIssuer());
});
afterEach(() => service.stop());

const smiles = [0, 0.1, 0.1, 0.3, 0.5, 0.5, 0.9, 0.9];
const eight = (): Promise<Participant[]> =>
  Promise.all(smiles.map((smile, index) => service.join(`p${index}`, smile)));

const messagesOf = (participant: Participant): readonly SecureClientMessage[] =>
  participant.sentBytes.map((bytes) => readClientMessage(bytes));
const count = (participant: Participant, type: SecureClientMessage['type']): number =>
  messagesOf(participant).filter((message) => message.type === type).length;
const latest = (participant: Participant | undefined): GroupView | undefined => participant?.views.at(-1);
const told = (participant: Participant): string | undefined => {
  const view = latest(participant);
  return view?.kind === 'withheld' ? view.reason : view?.kind;
};
const allTold = (participants: readonly Participant[], what: string): Promise<unknown> =>
  until(() => participants.every((participant) => told(participant) === what));

/** The window that is at hand ends. */
function endWindow(): void {
  service.clock.advance(10 - ((service.clock.nowMs() / 1000) % 10));
}

/** The keys that were sent have been taken. */
async function keysTaken(participants: readonly Participant[], keys: number): Promise<void> {
  await until(() => participants.every((each) => count(each, 'keys') === keys));
  await service.idle();
}

/** Plays a window to its end: everyone of these answers all rounds. */
async function playWindow(participants: readonly Participant[]): Promise<void> {
  const before = participants.map((participant) => count(participant, 'unmasking'));
  endWindow();
  await until(() =>
    participants.every((each, index) => count(each, 'unmasking') === (before[index] ?? 0) + 1),
  );
  await service.idle();
  service.clock.advance(8);
}

/** Everyone contributes for the first time: the service hears of them, and sums from the next window on. */
async function firstWindow(participants: readonly Participant[]): Promise<void> {
  endWindow();
  await keysTaken(participants, 1);
  service.clock.advance(8);
  await keysTaken(participants, 2);
}

describe('a meeting with blind sums', () => {
  test('of eight contributors and two others is shown, the same to all ten', async () => {
    const contributors = await eight();
    const others = [await service.join('q0', null), await service.join('q1', null)];
    await firstWindow(contributors);
    await playWindow(contributors);
    await allTold([...contributors, ...others], 'digest');
    const view = latest(contributors[0]);
    for (const each of [...contributors, ...others]) expect(latest(each)).toEqual(view);
    expect(view).toMatchObject({
      kind: 'digest',
      contributors: { atLeast: 5, atMost: 9 },
      levels: [{ signal: 'smile-share', words: { low: 'some', middle: null, high: null } }],
    });
    // The keys last: the next window takes four messages of each.
    await playWindow(contributors);
    await until(() => (latest(contributors[0])?.atSeconds ?? 0) > (view?.atSeconds ?? 0));
    expect(contributors.map((each) => count(each, 'keys'))).toEqual(contributors.map(() => 2));
    expect(service.problems).toEqual([]);
    expect([...contributors, ...others].flatMap(({ problems }) => problems)).toEqual([]);
  });

  test('nobody ever sends a vector, and who contributes nothing sends one hello and no more', async () => {
    const contributors = await eight();
    const silent = await service.join('q0', null);
    await firstWindow(contributors);
    await playWindow(contributors);
    await allTold(contributors, 'digest');
    for (const { sent } of contributors) expect(sent).toEqual(['{"type":"hello","v":1,"token":"…"}']);
    expect(silent.sent).toEqual(['{"type":"hello","v":1,"token":"…"}']);
    expect(silent.sentBytes).toEqual([]);
    expect(service.store.held().vectors).toBe(0);
  });

  test('someone who is cut off in mid-window is withheld together with the rest, and comes back', async () => {
    const contributors = await eight();
    await firstWindow(contributors);
    await playWindow(contributors);
    await allTold(contributors, 'digest');
    const late = contributors[3] as Participant;
    const rest = contributors.filter((each) => each !== late);
    late.isMute = true;
    endWindow();
    await until(() => rest.every((each) => count(each, 'shares') === 2));
    await service.idle();
    late.cut();
    // The round waits for the others alone now, and the guard for nobody.
    await until(() => rest.every((each) => count(each, 'masked-input') === 2));
    await service.idle();
    late.isMute = false;
    service.clock.advance(8);
    await allTold(rest, 'group-changed');
    // New keys all round, as those of one are gone.
    await keysTaken([late], 3);
    await playWindow(contributors);
    await allTold(contributors, 'digest');
  });

  test('whoever withdraws is in no later sum, is left alone, and may say yes again', async () => {
    const contributors = await eight();
    await firstWindow(contributors);
    await playWindow(contributors);
    await allTold(contributors, 'digest');
    const gone = contributors.slice(0, 3);
    for (const each of gone) {
      each.smile = null;
      each.client.withdraw();
    }
    await service.idle();
    const silent = gone.map(({ sentBytes }) => sentBytes.length);
    const rest = contributors.slice(3);
    endWindow();
    await service.idle();
    service.clock.advance(8);
    await allTold(contributors, 'group-changed');
    expect(gone.map(({ sentBytes }) => sentBytes.length)).toEqual(silent);
    expect(rest.map((each) => count(each, 'shares'))).toEqual(rest.map(() => 1));
    for (const each of gone) each.smile = 0.2;
    endWindow();
    await keysTaken(gone, 3);
    service.clock.advance(8);
    await keysTaken(gone, 4);
    await playWindow(contributors);
    await allTold(contributors, 'digest');
  });

  test('of a few is of the same people each time: newcomers wait, and their inputs are never asked for', async () => {
    const contributors = await eight();
    await firstWindow(contributors);
    await playWindow(contributors);
    await allTold(contributors, 'digest');
    const newcomers = await Promise.all([0, 1, 2, 3, 4].map((index) => service.join(`n${index}`, 0.2)));
    await playWindow(contributors);
    await keysTaken(newcomers, 2);
    const before = latest(contributors[0])?.atSeconds;
    await playWindow(contributors);
    await until(() => newcomers.every((each) => (latest(each)?.atSeconds ?? 0) > (before ?? 0)));
    expect(newcomers.map((each) => count(each, 'shares'))).toEqual([0, 0, 0, 0, 0]);
    expect(newcomers.map(latest)).toEqual(newcomers.map(() => latest(contributors[0])));
  });

  test('of twenty and more goes on when someone is cut off in mid-window: four are put aside with them', async () => {
    const people = await Promise.all(
      Array.from({ length: 26 }, (_, index) => service.join(`p${index}`, index < 13 ? 0 : 0.9)),
    );
    await firstWindow(people);
    await playWindow(people);
    await allTold(people, 'released');
    const lost = people[25] as Participant;
    const rest = people.filter((each) => each !== lost);
    lost.isMute = true;
    endWindow();
    await until(() => rest.every((each) => count(each, 'shares') === 2));
    lost.client.close();
    await until(() => rest.every((each) => count(each, 'masked-input') === 2));
    await until(() => rest.filter((each) => count(each, 'unmasking') === 2).length === 21);
    await service.idle();
    service.clock.advance(8);
    await until(() => rest.every((each) => each.views.length === 5));
    await allTold(rest, 'released');
    expect((await service.store.readGuard('m')).blocks.map((block) => block.length).sort()).toEqual([21, 5]);
  });

  test('of four is never shown, and their inputs are never asked for', async () => {
    const four =
      (await Promise.all(smiles.slice(0, 4).map((smile, i) => service.join(`p${i}`, smile)))) ?? [];
    await firstWindow(four);
    endWindow();
    service.clock.advance(8);
    await until(() => four.every((each) => each.views.length > 2 && told(each) === 'too-few-contributors'));
    expect(four.map((each) => count(each, 'shares'))).toEqual([0, 0, 0, 0]);
  });

  test('takes no vector as it is', async () => {
    const raw = await service.connect();
    raw.send(
      JSON.stringify({
        type: 'hello',
        v: 1,
        token: await issueToken('m', 'p', service.clock.nowMs() + 60_000),
      }),
    );
    await until(() => raw.messages.length > 0);
    raw.send(
      JSON.stringify({ type: 'contribute', v: 1, window: 0, counts: encodeContribution([0, 0, 0, 0, 0]) }),
    );
    await until(() =>
      raw.messages.some((message) => message.type === 'refused' && message.code === 'blind-only'),
    );
  });
});
