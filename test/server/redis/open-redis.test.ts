import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { ClusterListener } from '../../../sdk/server/cluster/meeting-cluster.ts';
import { noGuard } from '../../../sdk/server/meeting-guard.ts';
import { openRedis } from '../../../sdk/server/redis/open-redis.ts';
import type { RedisNode } from '../../../sdk/server/redis/redis-node.ts';
import { describeStore } from '../describe-store.ts';
import { hasRedis, type RedisServer, startRedis } from './start-redis.ts';

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

describe.skipIf(!hasRedis)('openRedis', () => {
  let redis: RedisServer;
  const open = (prefix: string): Promise<RedisNode> =>
    openRedis({ url: redis.url, prefix, leaseSeconds: 0.3, settleSeconds: 0.05 });
  const apart = (): string => `test-${randomUUID()}:`;
  const key = { meetingId: 'm', window: 3 };

  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());

  describeStore('the store of openRedis', async () => (await open(apart())).store);

  const settled = (node: RedisNode, meetingId = 'm') =>
    vi.waitUntil(
      async () => {
        const home = await node.cluster.locate(meetingId);
        return home.kind === 'unsettled' ? null : home;
      },
      { timeout: 5000 },
    );

  test('a meeting has one home, until that node gives it up or dies', async () => {
    const prefix = apart();
    const a = await open(prefix);
    const b = await open(prefix);
    expect(await settled(a)).toEqual({ kind: 'here' });
    const there = await settled(b);
    expect(there.kind).toBe('elsewhere');
    expect(await settled(b)).toEqual(there);
    await a.cluster.release('m');
    expect(await settled(b)).toEqual({ kind: 'here' });
    await b.cluster.release('m');
    expect(await settled(a)).toEqual({ kind: 'here' });
    await a.store.close();
    await vi.waitUntil(async () => (await b.cluster.locate('m')).kind === 'here', { timeout: 5000 });
    await b.store.close();
  });

  test('a node that is not the home of a meeting can neither add to its windows nor take them', async () => {
    const prefix = apart();
    const a = await open(prefix);
    const b = await open(prefix);
    await settled(a);
    await a.store.open(key, 60_000);
    await a.store.put(key, 'p', [1]);
    await expect(b.store.put(key, 'q', [1])).rejects.toMatchObject({ code: 'aggregation-failed' });
    await expect(b.store.take(key)).rejects.toMatchObject({ code: 'aggregation-failed' });
    await expect(b.store.writeGuard('m', noGuard, 1000)).rejects.toMatchObject({
      code: 'aggregation-failed',
    });
    expect(await a.store.take(key)).toEqual(new Map([['p', [1]]]));
    await Promise.all([a.store.close(), b.store.close()]);
  });

  test('nodes hear each other, and that one is gone', async () => {
    const prefix = apart();
    const a = await open(prefix);
    const b = await open(prefix);
    const heard: string[] = [];
    const listener: ClusterListener = {
      received: (_from, text) => heard.push(text),
      lost: () => heard.push('lost'),
      lapsed: () => heard.push('lapsed'),
    };
    b.cluster.listen(listener);
    await settled(b);
    const home = await settled(a);
    if (home.kind !== 'elsewhere') throw new Error('elsewhere');
    expect(await a.cluster.send(home.node, 'hello')).toBe(true);
    await vi.waitUntil(() => heard.length > 0);
    await a.store.close();
    await vi.waitUntil(() => heard.length > 1);
    expect(heard).toEqual(['hello', 'lost']);
    expect(await b.cluster.send('nobody', 'hello')).toBe(false);
    await b.store.close();
  });

  test('keys live as long as they have to, and no longer', async () => {
    const prefix = apart();
    const node = await open(prefix);
    await settled(node);
    await node.store.open(key, 5_000);
    await node.store.put(key, 'p', [1]);
    await node.store.writeGuard('m', { blocks: [['p']], pace: null }, 7_000);
    const { Redis } = await import('ioredis');
    const client = new Redis(redis.url);
    const keys = await client.keys(`${prefix}*`);
    const lives = await Promise.all(keys.map((name) => client.pttl(name)));
    expect(keys.length).toBe(6);
    // The one that stays says since when this Redis has known the service.
    expect(keys.filter((_, index) => lives[index] === -1)).toEqual([`${prefix}born`]);
    expect(lives[keys.indexOf(`${prefix}window:3:m`)]).toBeLessThanOrEqual(5_000);
    expect(lives[keys.indexOf(`${prefix}guard:m`)]).toBeLessThanOrEqual(7_000);
    client.disconnect();
    await node.store.close();
  });

  test('a Redis that was restarted empty is told the guards again before any meeting gets a home', async () => {
    const own = await startRedis();
    const options = { url: own.url, leaseSeconds: 0.3, settleSeconds: 1 };
    const a = await openRedis(options);
    const b = await openRedis(options);
    await vi.waitUntil(async () => (await a.cluster.locate('m')).kind === 'here', { timeout: 5000 });
    await a.store.writeGuard('m', { blocks: [['p', 'q', 'r']], pace: null }, 60_000);
    await own.kill();
    await expect(a.store.readGuard('m')).rejects.toMatchObject({ code: 'aggregation-failed' });
    await vi.waitUntil(async () => (await a.store.ready?.()) === false);
    await own.restart();
    const homes = await vi.waitUntil(
      async () => {
        const home = await b.cluster.locate('m').catch(() => null);
        return home === null || home.kind === 'unsettled' ? null : home;
      },
      { timeout: 10_000 },
    );
    expect(['here', 'elsewhere']).toContain(homes.kind);
    expect(await b.store.readGuard('m')).toEqual({ blocks: [['p', 'q', 'r']], pace: null });
    await Promise.all([a.store.close(), b.store.close()]);
    await own.stop();
  });

  test('says what is wrong with its options, and that nobody answers', async () => {
    await expect(openRedis({ url: 'http://x' })).rejects.toThrow(/^url: /);
    await expect(openRedis({ url: redis.url, leaseSeconds: 0 })).rejects.toThrow(/^leaseSeconds: /);
    await expect(openRedis({ url: 'redis://127.0.0.1:1' })).rejects.toMatchObject({
      code: 'aggregation-failed',
    });
  });
});
