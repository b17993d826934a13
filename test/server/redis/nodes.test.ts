import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import type { AggregationClient } from '../../../sdk/meeting/aggregation-client.ts';
import { encodeContribution } from '../../../sdk/meeting/contribution-vector.ts';
import { createAggregationClient } from '../../../sdk/meeting/create-aggregation-client.ts';
import { publishWindow, sumOf } from '../../../sdk/server/publish-window.ts';
import type { GroupDigest, GroupReleased, GroupView } from '../../../sdk/vocabulary.ts';
import { issueToken } from '../test-tokens.ts';
import { type NodeProcess, startNode } from './start-node.ts';
import { startWire, type Wire } from './start-proxy.ts';
import { hasRedis, type RedisServer, startRedis } from './start-redis.ts';

vi.setConfig({ testTimeout: 90_000, hookTimeout: 60_000 });

/** So many that anyone who is counted twice makes the group look like fifty or more. */
const people = Array.from({ length: 49 }, (_, index) => `p${index}`);
const kinds = 3;
const vectorOf = (index: number): readonly number[] => {
  const kind = index % kinds;
  return encodeContribution([kind, kind * 2, null, kind === 0 ? 0 : 3, 2, kind === 1 ? null : 4, null, null]);
};

/** Everything that may rightly be shown: of any twenty or more of them, each counted once. */
const rightViews = new Set<string>();
const most = (kind: number): number => people.filter((_, index) => index % kinds === kind).length;
for (let first = 0; first <= most(0); first += 1) {
  for (let second = 0; second <= most(1); second += 1) {
    for (let third = 0; third <= most(2); third += 1) {
      if (first + second + third < 20) continue;
      const members = [first, second, third].flatMap((count, kind) => Array<number>(count).fill(kind));
      const options = { atSeconds: 0, windowSeconds: 2, k: 5, affectK: 10 };
      rightViews.add(figuresOf(publishWindow(sumOf(members.map(vectorOf)), options)));
    }
  }
}

function figuresOf(view: GroupReleased | GroupDigest): string {
  return JSON.stringify([view.contributors, view.kind === 'digest' ? view.levels : view.histograms]);
}

const saysThat =
  (reason: string) =>
  (view: GroupView): boolean =>
    view.kind === 'withheld' && view.reason === reason;

interface Person {
  readonly client: AggregationClient;
  readonly views: GroupView[];
  readonly problems: string[];
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
    const person: Person = { client, views: [], problems: [], silent: false, urls };
    client.problems$.subscribe(({ message }) => person.problems.push(message));
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
    expect(last[0]).toMatchObject({ contributors: { atLeast: 20, atMost: 49 } });
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

  test('the home of a meeting is killed in the middle of a window: another finishes that very window', async () => {
    await Promise.all([a.kill(), b.kill()]);
    const slow = { WINDOW_SECONDS: '6', COLLECT_SECONDS: '1.5' };
    [a, b] = await Promise.all([startNode(redis.url, slow), startNode(redis.url, slow)]);
    // Who comes first decides where the meeting is at home.
    everyone = [join(0, [a.url])];
    await vi.waitUntil(() => everyone[0]?.views.some(saysThat('collecting')), { timeout: 20_000 });
    everyone.push(
      ...people.slice(1).map((_, index) => join(index + 1, index % 2 === 0 ? [b.url] : [a.url, b.url])),
    );
    for (const person of everyone) person.urls = [a.url, b.url];
    await moreWindows(1);
    const boundaryMs = (Math.floor(Date.now() / 6000) + 1) * 6000;
    // Everyone's contribution is in, and nothing is summed yet.
    await new Promise((resolve) => setTimeout(resolve, boundaryMs + 1000 - Date.now()));
    await a.kill();
    await vi.waitUntil(
      () =>
        everyone.every(({ views }) =>
          views.some((view) => view.kind === 'released' && view.atSeconds === boundaryMs / 1000),
        ),
      { timeout: 20_000, interval: 20 },
    );
    expect(everyone.flatMap(({ problems }) => problems).filter((text) => text.includes('already'))).toEqual(
      [],
    );
  });

  test('the home is killed between taking a window and showing it: it is told as withheld', async () => {
    everyone = [join(0, [a.url])];
    await vi.waitUntil(() => everyone[0]?.views.some(saysThat('collecting')), {
      timeout: 20_000,
    });
    everyone.push(...people.slice(1).map((_, index) => join(index + 1, [b.url])));
    await moreWindows(1);
    for (const person of everyone) person.urls = [b.url];
    await a.killOnceTaken();
    await vi.waitUntil(() => everyone.every(({ views }) => views.some(saysThat('service-stopped'))), {
      timeout: 20_000,
      interval: 20,
    });
    await moreWindows(1);
  });

  test('one is stopped gracefully: its window is told as withheld, and its meetings go on', async () => {
    joinAll();
    await moreWindows(1);
    await midWindow();
    const home = [a, b];
    const codes = await Promise.all([home[0]?.terminate()]);
    expect(codes).toEqual([0]);
    await vi.waitUntil(
      () => everyone.some(({ views }) => views.some(saysThat('service-stopped'))) || total() > 1,
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
    // All but twenty-four leave: what is left of their block is 24 without anyone put aside. Of the 25 newcomers
    // that there would be without a guard, nobody is one.
    for (const leaver of everyone.slice(21)) {
      leaver.silent = true;
      leaver.client.close();
    }
    await redis.restart();
    await moreWindows(1);
    // One more leaves: the sum of the other twenty would tell of them, before and after.
    const last = everyone[20];
    if (last === undefined) throw new Error('forty-nine');
    last.silent = true;
    last.client.close();
    await redis.restart();
    await vi.waitUntil(
      () =>
        everyone.slice(0, 20).every(({ views }) => {
          const view = views.at(-1);
          return view?.kind === 'withheld' && view.reason === 'group-changed';
        }),
      { timeout: 30_000, interval: 20 },
    );
    // At most the window that was under way when they left.
    expect(
      Math.max(...everyone.slice(0, 20).map((person, index) => released(person) - (before[index] ?? 0))),
    ).toBeLessThanOrEqual(3);
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
