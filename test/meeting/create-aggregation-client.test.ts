import { afterEach, describe, expect, test } from 'vitest';
import type { AggregationClientOptions } from '../../sdk/meeting/aggregation-client.ts';
import { backoffMs } from '../../sdk/meeting/backoff.ts';
import { encodeContribution } from '../../sdk/meeting/contribution-vector.ts';
import { createAggregationClient } from '../../sdk/meeting/create-aggregation-client.ts';
import type { Contribution } from '../../sdk/meeting/create-contribution-window.ts';
import type { GroupView } from '../../sdk/vocabulary.ts';
import { createFakeSocket, type FakeSocket } from '../server/fake-socket.ts';
import { createManualClock } from '../server/manual-clock.ts';

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const welcome = '{"type":"welcome","v":1,"windowSeconds":10,"k":7}';
const collect = (window: number): string => `{"type":"collect","v":1,"window":${window}}`;

function contribution(): Contribution {
  let counts: readonly number[] | null = encodeContribution([1, null, 2, null, null]);
  return {
    consume() {
      const vector = counts;
      counts = null;
      return vector;
    },
  };
}

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

async function start(options: Partial<AggregationClientOptions> = {}) {
  const clock = createManualClock();
  const sockets: FakeSocket[] = [];
  const views: GroupView[] = [];
  const problems: string[] = [];
  const client = createAggregationClient({
    connect() {
      const socket = createFakeSocket(0);
      sockets.push(socket);
      return socket;
    },
    token: async () => `token ${sockets.length}`,
    clock,
    random: () => 1,
    ...options,
  });
  closers.push(() => client.close());
  client.group$.subscribe((view) => views.push(view));
  client.problems$.subscribe((problem) => problems.push(problem.code));
  await settled();
  return { client, clock, sockets, views, problems };
}

const typesOf = (socket: FakeSocket | undefined): string[] =>
  (socket?.sent ?? []).map((text) => (JSON.parse(text) as { type: string }).type);

describe('createAggregationClient', () => {
  test('says hello once the socket is open, and is not connected until told otherwise', async () => {
    const { sockets, views } = await start();
    expect(sockets[0]?.sent).toEqual([]);
    sockets[0]?.open();
    expect(sockets[0]?.sent).toEqual(['{"type":"hello","v":1,"token":"token 0"}']);
    expect(views).toMatchObject([{ kind: 'withheld', reason: 'not-connected' }]);
  });

  test('reconnects with doubling waits, a fresh token each time, and starts over after a welcome', async () => {
    const { sockets, clock } = await start({ firstBackoffMs: 100, maximumBackoffMs: 300 });
    for (const waitSeconds of [0.1, 0.2, 0.3, 0.3]) {
      const attempts = sockets.length;
      sockets.at(-1)?.lose();
      clock.advance(waitSeconds - 0.001);
      await settled();
      expect(sockets).toHaveLength(attempts);
      clock.advance(0.001);
      await settled();
      expect(sockets).toHaveLength(attempts + 1);
    }
    sockets.at(-1)?.open();
    expect(sockets.at(-1)?.sent[0]).toContain('token 4');
    sockets.at(-1)?.deliver(welcome);
    sockets.at(-1)?.lose();
    clock.advance(0.1);
    await settled();
    expect(sockets).toHaveLength(6);
  });

  test('sends a contribution when the service collects, once per window', async () => {
    const { client, sockets } = await start();
    const socket = sockets[0];
    socket?.open();
    socket?.deliver(welcome);
    client.contribute(contribution());
    expect(typesOf(socket)).toEqual(['hello']);
    socket?.deliver(collect(4));
    client.contribute(contribution());
    expect(typesOf(socket)).toEqual(['hello', 'contribute']);
    expect(socket?.sent[1]).toContain('"window":4');
    socket?.deliver(collect(5));
    expect(socket?.sent[2]).toContain('"window":5');
  });

  test('sends nothing twice: what a cut left unsent, or was sent, is gone', async () => {
    const { client, clock, sockets } = await start();
    sockets[0]?.open();
    const sent = contribution();
    const unsent = contribution();
    sockets[0]?.deliver(collect(4));
    client.contribute(sent);
    client.contribute(unsent);
    sockets[0]?.lose();
    client.contribute(contribution());
    clock.advance(1);
    await settled();
    sockets[1]?.open();
    sockets[1]?.deliver(collect(4));
    client.contribute(sent);
    client.contribute(unsent);
    expect(typesOf(sockets[1])).toEqual(['hello']);
  });

  test('says again that it withdraws where the connection breaks before a window has ended', async () => {
    const { client, clock, sockets } = await start();
    const view =
      '{"type":"view","v":1,"view":{"kind":"withheld","atSeconds":5,"windowSeconds":10,"k":7,"reason":"group-changed"}}';
    const greet = (): void => {
      sockets.at(-1)?.open();
      sockets.at(-1)?.deliver(welcome);
      sockets.at(-1)?.deliver(view);
    };
    const comeBack = async (): Promise<string[]> => {
      clock.advance(1);
      await settled();
      greet();
      return typesOf(sockets.at(-1));
    };
    greet();
    sockets[0]?.deliver(collect(3));
    client.contribute(contribution());
    client.withdraw();
    expect(typesOf(sockets[0])).toEqual(['hello', 'contribute', 'withdraw']);
    sockets.at(-1)?.lose();
    expect(await comeBack()).toEqual(['hello', 'withdraw']);
    sockets.at(-1)?.deliver(view);
    sockets.at(-1)?.lose();
    expect(await comeBack()).toEqual(['hello']);
    // Withdrawn while there is no connection at all.
    sockets.at(-1)?.deliver(collect(4));
    client.contribute(contribution());
    sockets.at(-1)?.lose();
    client.withdraw();
    expect(await comeBack()).toEqual(['hello', 'withdraw']);
    // Who says yes again and contributes has nothing to take back any more.
    sockets.at(-1)?.deliver(collect(5));
    client.contribute(contribution());
    sockets.at(-1)?.lose();
    expect(await comeBack()).toEqual(['hello']);
  });

  test('withdraws once what it contributed, and says nothing if that was nothing', async () => {
    const { client, sockets } = await start();
    sockets[0]?.open();
    client.contribute(contribution());
    client.withdraw();
    sockets[0]?.deliver(collect(4));
    expect(typesOf(sockets[0])).toEqual(['hello']);
    client.contribute(contribution());
    client.withdraw();
    client.withdraw();
    expect(typesOf(sockets[0])).toEqual(['hello', 'contribute', 'withdraw']);
  });

  test('reports a service that talks nonsense, and tries anew', async () => {
    const { clock, sockets, problems, views } = await start();
    sockets[0]?.open();
    sockets[0]?.deliver('{"type":"view","v":1,"view":{"kind":"released"}}');
    expect(problems).toEqual(['message-invalid']);
    expect([sockets[0]?.closedWith(), views.at(-1)]).toMatchObject([1002, { reason: 'not-connected' }]);
    clock.advance(1);
    await settled();
    expect(sockets).toHaveLength(2);
  });

  test('says nothing of a contribution that came too late, and contributes to the next window', async () => {
    const { client, sockets, problems, views } = await start();
    const socket = sockets[0];
    socket?.open();
    socket?.deliver(collect(4));
    client.contribute(contribution());
    const shown = views.length;
    socket?.deliver('{"type":"refused","v":1,"code":"window-closed","field":"window"}');
    expect([problems, views.length, socket?.closedWith()]).toEqual([[], shown, null]);
    socket?.deliver(collect(5));
    client.contribute(contribution());
    expect(typesOf(socket)).toEqual(['hello', 'contribute', 'contribute']);
    socket?.deliver('{"type":"refused","v":1,"code":"already-contributed","field":null}');
    expect(problems).toEqual(['aggregation-failed']);
  });

  test('stops trying where trying cannot help', async () => {
    const { clock, sockets, problems } = await start();
    sockets[0]?.open();
    sockets[0]?.deliver('{"type":"refused","v":1,"code":"version-unsupported","field":"v"}');
    sockets[0]?.lose();
    clock.advance(100);
    await settled();
    expect([sockets.length, problems]).toEqual([1, ['aggregation-failed']]);
  });

  test('goes on when no token is to be had', async () => {
    let failures = 2;
    const { clock, sockets, problems } = await start({
      token: async () => {
        failures -= 1;
        if (failures >= 0) throw new Error('offline');
        return 'late';
      },
    });
    clock.advance(1);
    await settled();
    clock.advance(2);
    await settled();
    expect([sockets.length, problems]).toEqual([1, ['aggregation-failed', 'aggregation-failed']]);
  });

  test('replays the latest view, keeps that the service stopped, and completes on close', async () => {
    const { client, sockets } = await start();
    sockets[0]?.open();
    sockets[0]?.deliver(
      '{"type":"view","v":1,"view":{"kind":"withheld","atSeconds":1,"windowSeconds":10,"k":7,"reason":"service-stopped"}}',
    );
    sockets[0]?.lose();
    const seen: unknown[] = [];
    client.group$.subscribe({ next: (view) => seen.push(view), complete: () => seen.push('complete') });
    client.close();
    client.close();
    expect(seen).toEqual([expect.objectContaining({ reason: 'service-stopped' }), 'complete']);
  });

  test('closed while its token is still on the way, it opens nothing', async () => {
    let connections = 0;
    const client = createAggregationClient({
      connect: () => {
        connections += 1;
        return createFakeSocket();
      },
      token: async () => 'x',
    });
    client.close();
    await settled();
    expect(connections).toBe(0);
  });

  test('names the option that is wrong', () => {
    const base = { connect: () => createFakeSocket(), token: async () => 'x' };
    expect(() => createAggregationClient({ ...base, connect: null as never })).toThrow(/^connect/);
    expect(() => createAggregationClient({ ...base, token: null as never })).toThrow(/^token/);
    expect(() => createAggregationClient({ ...base, windowSeconds: 0 })).toThrow(/^windowSeconds/);
    expect(() => createAggregationClient({ ...base, firstBackoffMs: 0 })).toThrow(/^firstBackoffMs/);
    expect(() => createAggregationClient({ ...base, maximumBackoffMs: 1 })).toThrow(/^maximumBackoffMs/);
  });
});

test('backoffMs doubles up to the maximum and never leaves the upper half of it', () => {
  const options = { firstMs: 500, maximumMs: 30_000 };
  expect([0, 1, 5, 6, 1000].map((attempt) => backoffMs(attempt, 1, options))).toEqual([
    500, 1000, 16_000, 30_000, 30_000,
  ]);
  expect(backoffMs(0, 0, options)).toBe(250);
});
