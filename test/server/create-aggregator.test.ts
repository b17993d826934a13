import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { encodeContribution } from '../../sdk/meeting/contribution-vector.ts';
import { createAggregator } from '../../sdk/server/create-aggregator.ts';
import { createMemoryStore } from '../../sdk/server/create-memory-store.ts';
import { publishWindow, sumOf } from '../../sdk/server/publish-window.ts';
import type { GroupView } from '../../sdk/vocabulary.ts';
import {
  issueToken,
  type Participant,
  type RawConnection,
  type Service,
  startService,
  until,
} from './start-service.ts';

vi.setConfig({ testTimeout: 60_000 });

let service: Service;
beforeEach(async () => {
  service = await startService();
});
afterEach(() => service.stop());

const smiles = [0, 0.1, 0.1, 0.3, 0.5, 0.5, 0.9, 0.9];

async function eight(meetingId = 'm'): Promise<Participant[]> {
  return Promise.all(smiles.map((smile, index) => service.join(`p${index}`, smile, meetingId)));
}

const latest = (participant: Participant): GroupView | undefined => participant.views.at(-1);
const told = (participant: Participant): string | undefined => {
  const view = latest(participant);
  return view?.kind === 'withheld' ? view.reason : view?.kind;
};
const allTold = (participants: readonly Participant[], what: string): Promise<unknown> =>
  until(() => participants.every((participant) => told(participant) === what));
const codes = (raw: RawConnection): string[] =>
  raw.messages.flatMap((message) => (message.type === 'refused' ? [message.code] : []));

async function greet(raw: RawConnection, participantId: string, meetingId = 'm'): Promise<void> {
  raw.send(
    JSON.stringify({
      type: 'hello',
      v: 1,
      token: await issueToken(meetingId, participantId, service.clock.nowMs() + 600_000),
    }),
  );
  await until(() => raw.messages.some((message) => message.type === 'welcome'));
}

const contribute = (window: number): string =>
  JSON.stringify({ type: 'contribute', v: 1, window, counts: encodeContribution([0, 0, 0, 0, 0]) });

describe('a meeting', () => {
  test('of eight contributors and two others is shown, the same to all ten', async () => {
    const contributors = await eight();
    const others = [await service.join('q0', null), await service.join('q1', null)];
    await allTold([...contributors, ...others], 'collecting');
    await service.form(8);
    await allTold([...contributors, ...others], 'digest');
    const view = latest(contributors[0] as Participant);
    for (const each of [...contributors, ...others]) {
      expect(latest(each)).toEqual(view);
      expect(each.received.at(-1)).toBe(contributors[0]?.received.at(-1));
    }
    expect(view).toEqual({
      kind: 'digest',
      atSeconds: 1_800_000_020,
      windowSeconds: 10,
      k: 5,
      contributors: { atLeast: 5, atMost: 9 },
      levels: [{ signal: 'smile-share', words: { low: 'some', middle: null, high: null } }],
    });
    expect(service.problems).toEqual([]);
  });

  test('that shrinks to four contributors is withheld at once, and in the next window', async () => {
    const contributors = await eight();
    await service.form(8);
    await allTold(contributors, 'digest');
    for (const leaver of contributors.slice(4)) leaver.client.close();
    const stayers = contributors.slice(0, 4);
    await allTold(stayers, 'too-few-contributors');
    await service.window(4);
    await until(() => stayers.every((stayer) => stayer.views.length >= 6));
    await allTold(stayers, 'too-few-contributors');
  });

  test('of a few is of the same people each time: who comes later waits, and one who leaves ends it', async () => {
    const contributors = await eight();
    await service.form(8);
    await allTold(contributors, 'digest');
    const others = await Promise.all([0, 1, 2, 3, 4].map((index) => service.join(`q${index}`, 0.5)));
    await service.window(13);
    await until(() => others.every((each) => each.views.length === 3));
    expect(others.map(latest)).toEqual(others.map(() => latest(contributors[0] as Participant)));
    expect(latest(others[0] as Participant)).toMatchObject({ contributors: { atLeast: 5, atMost: 9 } });
    contributors[7]?.client.close();
    await service.window(12);
    await allTold(contributors.slice(0, 7), 'group-changed');
  });

  test('that has not settled yet waits: who is in from the beginning is in to the end', async () => {
    const contributors = await eight();
    await service.window(8);
    await allTold(contributors, 'group-changed');
    const ninth = await service.join('p8', 0.5);
    await service.window(9);
    await until(() => contributors.every((each) => each.views.length === 4));
    await allTold([...contributors, ninth], 'group-changed');
    await service.window(9);
    await allTold([...contributors, ninth], 'digest');
  });

  test('of a few is shown after twice the time, each time of the time since', async () => {
    const contributors = await eight();
    await service.form(8);
    const shown: number[][] = [];
    for (let window = 0; window < 20; window += 1) {
      const before = latest(contributors[0] as Participant)?.atSeconds;
      service.clock.advance(10 - ((service.clock.nowMs() / 1000) % 10));
      await new Promise((resolve) => setTimeout(resolve, 60));
      service.settle();
      await new Promise((resolve) => setTimeout(resolve, 60));
      const view = latest(contributors[0] as Participant);
      if (view?.kind === 'digest' && view.atSeconds !== before) shown.push([window + 1, view.windowSeconds]);
    }
    expect(shown).toEqual([
      [1, 10],
      [2, 10],
      [4, 20],
      [8, 40],
      [16, 80],
    ]);
  });

  test('of twenty and more is a series; when one leaves, four are put aside with them and the others go on', async () => {
    const people = await Promise.all(
      Array.from({ length: 26 }, (_, index) => service.join(`p${index}`, index < 13 ? 0 : 0.9)),
    );
    await service.window(26);
    await allTold(people, 'released');
    const view = latest(people[0] as Participant);
    expect(view).toMatchObject({ contributors: { atLeast: 20, atMost: 49 }, windowSeconds: 10 });
    const smile =
      view?.kind === 'released' ? view.histograms.find(({ signal }) => signal === 'smile-share') : undefined;
    expect(smile?.bands).toEqual([
      // Of the two halves the upper one is the hidden rest: with it nothing is left to be subtracted.
      { fromBin: 0, toBin: 0, share: 0.5 },
    ]);
    people[25]?.client.close();
    await service.window(25);
    await until(() => people.slice(0, 25).every((each) => each.views.length === 4));
    await allTold(people.slice(0, 25), 'released');
    expect((await service.store.readGuard('m')).blocks.map((block) => block.length).sort()).toEqual([21, 5]);
    // Two more, and too few are left for a series.
    people[24]?.client.close();
    people[23]?.client.close();
    await service.window(23);
    await allTold(people.slice(0, 23), 'group-changed');
  });

  test('of four is never shown', async () => {
    const four = (await eight()).slice(0, 4);
    for (const other of ['p4', 'p5', 'p6', 'p7']) await service.aggregator.leave('m', other);
    await service.window(4);
    await allTold(four, 'too-few-contributors');
  });

  test('knows nothing of another meeting', async () => {
    const contributors = await eight();
    const elsewhere = [await service.join('p0', 0.5, 'n'), await service.join('x', 0.5, 'n')];
    await service.form(10);
    await allTold(contributors, 'digest');
    await allTold(elsewhere, 'too-few-contributors');
    for (const person of elsewhere) person.client.close();
    await service.window(8);
    await until(() => contributors.every((person) => person.views.length === 5));
    await allTold(contributors, 'digest');
  });

  test('hides valence and arousal from fewer than ten', () => {
    const vectors = (size: number): readonly number[][] =>
      Array.from({ length: size }, (_, index) => [
        ...encodeContribution([0, 0, 0, 0, 0, 0, index % 2 === 0 ? 0 : 4, index % 2 === 0 ? 0 : 4]),
      ]);
    const options = { atSeconds: 0, windowSeconds: 60, k: 5, affectK: 10 };
    const signalsOf = (size: number): string[] => {
      const view = publishWindow(sumOf(vectors(size)), options);
      return view.kind === 'digest' ? view.levels.map(({ signal }) => signal) : [];
    };
    expect(signalsOf(9)).toEqual([]);
    expect(signalsOf(10)).toEqual(['valence', 'arousal']);
  });
});

describe('a participant', () => {
  test('who contributes nothing sends one hello and no more, whatever the reason', async () => {
    const contributors = await eight();
    const silent = [
      await service.join('a', null),
      await service.join('b', null),
      await service.join('c', null),
    ];
    silent[0]?.client.withdraw();
    await service.form(8);
    await allTold([...contributors, ...silent], 'digest');
    await service.window(8);
    await until(() => silent.every((person) => person.views.length === 5));
    for (const person of silent) {
      expect(person.sent).toEqual(['{"type":"hello","v":1,"token":"…"}']);
      expect(person.received).toEqual(silent[0]?.received);
    }
  });

  test('who withdraws while the window is open is not in its sum, and cannot be put back', async () => {
    const contributors = await eight();
    await service.form(8);
    await allTold(contributors, 'digest');
    await service.collect(8);
    contributors[7]?.client.withdraw();
    await until(() => service.store.held().vectors === 7);
    contributors[7]?.client.contribute({ consume: () => encodeContribution([0, 0, 0, 0, 0]) });
    service.settle();
    await allTold(contributors, 'group-changed');
    await service.window(8);
    await allTold(contributors, 'digest');
  });

  test('who leaves while the window is open is not in its sum', async () => {
    const contributors = await eight();
    await service.collect(8);
    contributors[7]?.cut();
    await until(() => service.store.held().vectors === 7);
    await service.aggregator.leave('m', 'p6');
    expect(service.store.held().vectors).toBe(6);
    await service.aggregator.leave('m', 'nobody');
    await service.aggregator.leave('nowhere', 'p0');
    await until(() => contributors[6]?.problems.some((problem) => problem.includes('removed')));
  });

  test('contributes once to a window, and only to the one being collected', async () => {
    const raw = await service.connect();
    await greet(raw, 'p0');
    raw.send(contribute(5));
    await until(() => codes(raw).length === 1);
    await service.collect(0);
    await until(() => raw.messages.some((message) => message.type === 'collect'));
    const due =
      raw.messages.flatMap((message) => (message.type === 'collect' ? [message.window] : []))[0] ?? 0;
    raw.send(contribute(due));
    raw.send(contribute(due));
    await until(() => codes(raw).length === 2);
    service.settle();
    raw.send(contribute(due));
    await until(() => codes(raw).length === 3);
    expect(codes(raw)).toEqual(['window-closed', 'already-contributed', 'window-closed']);
    expect(raw.closed()).toBeNull();
  });

  test('comes back by itself after a cut, and is told meanwhile that it is not connected', async () => {
    const contributors = await eight();
    await service.form(8);
    await allTold(contributors, 'digest');
    contributors[0]?.cut();
    await until(() => (contributors[0]?.views.length ?? 0) > 4);
    expect(contributors[0]?.views[4]).toMatchObject({
      kind: 'withheld',
      reason: 'not-connected',
      windowSeconds: 10,
    });
    await allTold(contributors, 'digest');
    await service.window(8);
    await until(() => contributors.every((person) => told(person) === 'digest'));
  });

  test('is asked for a fresh token before the old one expires, and stays', async () => {
    const person = await service.join('p0', 0.5, 'm', 45);
    const hellos = (): number => person.sent.filter((text) => text.includes('hello')).length;
    for (let window = 0; window < 8; window += 1) {
      await service.window(1);
      await until(() => person.views.length === window + 3);
      const asked = person.received.filter((text) => text.includes('"renew"')).length;
      await until(() => hellos() >= 1 + asked);
    }
    expect(hellos()).toBeGreaterThan(1);
    expect(person.views.slice(1)).not.toContainEqual(expect.objectContaining({ reason: 'not-connected' }));
    expect(person.problems).toEqual([]);
  });
});

describe('the service', () => {
  test('refuses forged, expired and missing tokens', async () => {
    const now = service.clock.nowMs();
    const other = new TextEncoder().encode('a secret that somebody else has made up');
    for (const token of [
      await issueToken('m', 'a', now + 60_000, other),
      await issueToken('m', 'a', now - 1000),
      'nonsense',
    ]) {
      const raw = await service.connect();
      raw.send(JSON.stringify({ type: 'hello', v: 1, token }));
      await until(() => raw.closed() !== null);
      expect(raw.messages).toEqual([{ type: 'refused', v: 1, code: 'token-invalid', field: 'token' }]);
      expect(raw.closed()).toBe(1008);
    }
    const raw = await service.connect();
    raw.send(contribute(1));
    await until(() => raw.closed() !== null);
    expect(codes(raw)).toEqual(['not-authenticated']);
  });

  test('refuses what is too long, too much, no text, no protocol, or silent for too long', async () => {
    const cases: [string, (raw: RawConnection) => void][] = [
      ['message-too-long', (raw) => raw.send(`"${'x'.repeat(9000)}"`)],
      ['not-authenticated', (raw) => raw.send(new Uint8Array(10))],
      ['message-too-long', (raw) => raw.send(new Uint8Array(9000))],
      ['message-invalid', (raw) => raw.send('{"type":"hello","v":1}')],
      ['version-unsupported', (raw) => raw.send('{"type":"hello","v":2,"token":"x"}')],
      ['not-authenticated', () => service.clock.advance(10)],
    ];
    for (const [code, act] of cases) {
      const raw = await service.connect();
      act(raw);
      await until(() => raw.closed() !== null);
      expect(codes(raw)).toEqual([code]);
    }
    const raw = await service.connect();
    await greet(raw, 'p0');
    for (let count = 0; count < 12; count += 1) raw.send(contribute(0));
    await until(() => raw.closed() !== null);
    expect(codes(raw).at(-1)).toBe('too-many-messages');
  });

  test('lets one person have one connection: the newer one', async () => {
    const older = await service.connect();
    await greet(older, 'p0');
    const newer = await service.connect();
    await greet(newer, 'p0');
    await until(() => older.closed() !== null);
    expect([codes(older), newer.closed()]).toEqual([['replaced'], null]);
  });

  test('keeps no vector of a window that has ended', async () => {
    const contributors = await eight();
    await service.collect(8);
    expect(service.store.held()).toEqual({ windows: 1, vectors: 8, meetings: 0 });
    service.settle();
    await allTold(contributors, 'group-changed');
    expect(service.store.held()).toEqual({ windows: 0, vectors: 0, meetings: 0 });
    await service.window(8);
    await allTold(contributors, 'digest');
    expect(service.store.held()).toEqual({ windows: 0, vectors: 0, meetings: 1 });
  });

  test('ends open windows as withheld when it stops, unsummed', async () => {
    const contributors = await eight();
    await service.collect(8);
    await service.aggregator.close();
    await allTold(contributors, 'service-stopped');
    expect(service.store.held()).toEqual({ windows: 0, vectors: 0, meetings: 0 });
    await service.aggregator.close();
  });

  test('names the option that is wrong, and no option goes below five', () => {
    const base = { store: createMemoryStore(), verifyToken: () => Promise.reject(new Error('no')) };
    const wrong: [RegExp, object][] = [
      [/^k:/, { k: 4 }],
      [/^k:/, { k: 5.5 }],
      [/^k:/, { k: Number.NaN }],
      [/^affectK:/, { k: 12, affectK: 11 }],
      [/^affectK:/, { affectK: 3 }],
      [/^windowSeconds:/, { windowSeconds: 0 }],
      [/^collectSeconds:/, { windowSeconds: 5, collectSeconds: 5 }],
      [/^limits.messageLength:/, { limits: { messageLength: 10 ** 9 } }],
      [/^store:/, { store: {} }],
      [/^verifyToken:/, { verifyToken: null }],
    ];
    for (const [message, options] of wrong) {
      expect(() => createAggregator({ ...base, ...options } as never)).toThrow(message);
      expect(() => createAggregator({ ...base, ...options } as never)).toThrow(TypeError);
    }
  });
});
