import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import type { AggregationClient } from '../../../sdk/meeting/aggregation-client.ts';
import { encodeContribution } from '../../../sdk/meeting/contribution-vector.ts';
import { createAggregationClient } from '../../../sdk/meeting/create-aggregation-client.ts';
import { publishWindow, sumOf } from '../../../sdk/server/publish-window.ts';
import type { GroupReleased, GroupView } from '../../../sdk/vocabulary.ts';
import { issueToken } from '../test-tokens.ts';
import { type NodeProcess, startNode } from './start-node.ts';
import { startWire, type Wire } from './start-proxy.ts';
import { hasRedis, type RedisServer, startRedis } from './start-redis.ts';

vi.setConfig({ testTimeout: 90_000, hookTimeout: 60_000 });

/** Nine, so that anyone who is counted twice makes the group look like ten or more. */
const people = Array.from({ length: 9 }, (_, index) => `p${index}`);
const vectorOf = (index: number): readonly number[] => {
  const bins = [
    index % 3,
    index < 4 ? 1 : 4,
    null,
    index % 2 === 0 ? 0 : 3,
    2,
    index < 3 ? null : 4,
    null,
    null,
  ];
  return encodeContribution(bins);
};

/** Everything that may rightly be shown: of any five or more of the nine, each counted once. */
const rightViews: ReadonlySet<string> = new Set(
  Array.from({ length: 2 ** people.length }, (_, set) =>
    people.flatMap((_, index) => ((set >> index) & 1 ? [index] : [])),
  )
    .filter((members) => members.length >= 5)
    .map((members) => {
      const options = { atSeconds: 0, windowSeconds: 2, k: 5, affectK: 10 };
      return figuresOf(publishWindow(sumOf(members.map(vectorOf)), options));
    }),
);

function figuresOf({ contributors, histograms }: GroupReleased): string {
  return JSON.stringify([contributors, histograms]);
}

interface Person {
  readonly client: AggregationClient;
  readonly views: GroupView[];
  silent: boolean;
  /** Where it goes next. */
  urls: readonly string[];
}

describe.skipIf(!hasRedis)('two nodes that share a Redis', () => {
  let redis: RedisServer;
  let wire: Wire;
  let a: NodeProcess;
  let b: NodeProcess;
  let everyone: Person[];

  beforeEach(async () => {
    redis = await startRedis();
    wire = await startWire(redis.port);
    [a, b] = await Promise.all([startNode(wire.url), startNode(redis.url)]);
    everyone = [];
  });
  afterEach(async () => {
    for (const { client } of everyone) client.close();
    await Promise.all([a.kill(), b.kill()]);
    wire.stop();
    await redis.stop();
    // Whatever happened, nothing but right sums was shown to anybody, and the same to all.
    const shown = new Map<number, string>();
    for (const view of everyone.flatMap(({ views }) => views)) {
      if (view.kind === 'withheld') continue;
      const figures = figuresOf(view);
      expect(rightViews).toContain(figures);
      expect(shown.get(view.atSeconds) ?? figures).toBe(figures);
      shown.set(view.atSeconds, figures);
    }
  });

  function join(index: number, urls: readonly string[]): Person {
    let attempt = 0;
    const client = createAggregationClient({
      connect() {
        const url = person.urls[attempt % person.urls.length] ?? '';
        attempt += 1;
        return new WebSocket(url);
      },
      token: () => issueToken('m', people[index] ?? '', Date.now() + 600_000),
      firstBackoffMs: 100,
      maximumBackoffMs: 400,
    });
    const person: Person = { client, views: [], silent: false, urls };
    client.group$.subscribe((view) => person.views.push(view));
    client.due$.subscribe(() => {
      let counts: readonly number[] | null = vectorOf(index);
      const consume = (): readonly number[] | null => {
        const mine = counts;
        counts = null;
        return mine;
      };
      if (!person.silent) client.contribute({ consume });
    });
    return person;
  }

  function joinAll(): void {
    everyone = people.map((_, index) => join(index, index % 2 === 0 ? [a.url, b.url] : [b.url, a.url]));
  }

  const released = (person: Person): number => person.views.filter(({ kind }) => kind === 'released').length;
  const total = (): number => Math.min(...everyone.filter(({ silent }) => !silent).map(released));
  const moreWindows = (windows: number): Promise<unknown> => {
    const before = total();
    return vi.waitUntil(() => total() >= before + windows, { timeout: 30_000, interval: 20 });
  };
  /** Until the middle of a window's collecting. */
  const midWindow = (): Promise<unknown> => {
    const sinceBoundary = Date.now() % 2000;
    return new Promise((resolve) => setTimeout(resolve, (2200 - sinceBoundary) % 2000));
  };

  test('show everyone the same windows, whichever node they are on', async () => {
    joinAll();
    await moreWindows(2);
    const last = everyone.map(({ views }) => views.findLast(({ kind }) => kind === 'released'));
    expect(last[0]).toMatchObject({ contributors: { atLeast: 5, atMost: 9 } });
    expect(a.problems).toEqual([]);
    expect(b.problems).toEqual([]);
  });

  test('one is killed in the middle of a window: its meetings go on with the other', async () => {
    joinAll();
    await moreWindows(1);
    await midWindow();
    await a.kill();
    await moreWindows(1);
    await midWindow();
    const c = await startNode(redis.url);
    for (const person of everyone) person.urls = [c.url, b.url];
    await b.kill();
    await moreWindows(1);
    await c.kill();
  });

  test('one is stopped gracefully: its window is told as withheld, and its meetings go on', async () => {
    joinAll();
    await moreWindows(1);
    await midWindow();
    const home = [a, b];
    const codes = await Promise.all([home[0]?.terminate()]);
    expect(codes).toEqual([0]);
    await vi.waitUntil(
      () =>
        everyone.some(({ views }) =>
          views.some((view) => view.kind === 'withheld' && view.reason === 'service-stopped'),
        ) || total() > 1,
      { timeout: 15_000 },
    );
    await moreWindows(1);
  });

  test('Redis is restarted empty: windows are withheld meanwhile, and the guard still holds', async () => {
    joinAll();
    await moreWindows(1);
    await midWindow();
    await redis.restart();
    await moreWindows(1);
    const before = everyone.map(released);
    // One person leaves: the sum of the other eight would tell of them, before and after.
    const leaver = everyone[8];
    if (leaver === undefined) throw new Error('nine');
    leaver.silent = true;
    leaver.client.close();
    await redis.restart();
    await vi.waitUntil(
      () =>
        everyone.slice(0, 8).every(({ views }) => {
          const last = views.at(-1);
          return last?.kind === 'withheld' && last.reason === 'group-changed';
        }),
      { timeout: 30_000, interval: 20 },
    );
    // At most the window that was under way when they left.
    expect(
      Math.max(...everyone.slice(0, 8).map((person, index) => released(person) - (before[index] ?? 0))),
    ).toBeLessThanOrEqual(1);
  });

  test('the network between one node and Redis is cut for seconds: no window is shown twice or wrongly', async () => {
    joinAll();
    await moreWindows(1);
    await midWindow();
    wire.cut();
    await new Promise((resolve) => setTimeout(resolve, 4_000));
    wire.mend();
    await moreWindows(2);
  });
});
