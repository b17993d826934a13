import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import type { AggregationClient } from '../../../sdk/meeting/aggregation-client.ts';
import { encodeContribution } from '../../../sdk/meeting/contribution-vector.ts';
import { createAggregationClient } from '../../../sdk/meeting/create-aggregation-client.ts';
import { createSigningKeys } from '../../../sdk/meeting/secure/create-signing-keys.ts';
import { publishWindow, sumOf } from '../../../sdk/server/publish-window.ts';
import type { GroupView } from '../../../sdk/vocabulary.ts';
import { createTokenIssuer } from '../../meeting/secure/token-issuer.ts';
import { issueToken } from '../test-tokens.ts';
import { type NodeProcess, startNode } from './start-node.ts';
import { startWire, type Wire } from './start-proxy.ts';
import { hasRedis, type RedisServer, startRedis } from './start-redis.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const windowSeconds = 4;
/** A small group is of the same people or of nobody, so there is one right view. */
const people = Array.from({ length: 8 }, (_, index) => `p${index}`);
const vectorOf = (index: number): readonly number[] =>
  encodeContribution([
    index < 5 ? 0 : 4,
    index % 2 === 0 ? 1 : 3,
    null,
    2,
    null,
    index < 3 ? 0 : 2,
    null,
    null,
  ]);
const rightView = publishWindow(sumOf(people.map((_, index) => vectorOf(index))), {
  atSeconds: 0,
  windowSeconds,
  k: 5,
  affectK: 10,
});
const rightLevels = rightView.kind === 'digest' ? rightView.levels : [];

interface Person {
  readonly client: AggregationClient;
  readonly views: GroupView[];
  urls: readonly string[];
}

describe.skipIf(!hasRedis)('two nodes that share a Redis and add up blindly', () => {
  let redis: RedisServer;
  let wire: Wire;
  let a: NodeProcess;
  let b: NodeProcess;
  let everyone: Person[] = [];

  beforeEach(async () => {
    const issuer = await createTokenIssuer();
    redis = await startRedis();
    wire = await startWire(redis.port);
    const settings = {
      WINDOW_SECONDS: String(windowSeconds),
      COLLECT_SECONDS: '2',
      ATTESTATION_KEY: JSON.stringify(issuer.publicKey),
    };
    [a, b] = await Promise.all([startNode(wire.url, settings), startNode(redis.url, settings)]);
    const join = async (index: number): Promise<Person> => {
      const participantId = people[index] ?? '';
      const { publicKey, privateKey } = await createSigningKeys();
      let attempt = 0;
      const client = createAggregationClient({
        connect() {
          const url = person.urls[attempt % person.urls.length] ?? '';
          attempt += 1;
          return new WebSocket(url);
        },
        token: () => issueToken('m', participantId, Date.now() + 600_000),
        firstBackoffMs: 100,
        maximumBackoffMs: 400,
        secure: {
          meetingId: 'm',
          verifyIdentity: issuer.verifyIdentity,
          async identity() {
            return { participantId, privateKey, token: await issuer.attest('m', participantId, publicKey) };
          },
        },
      });
      const person: Person = { client, views: [], urls: index % 2 === 0 ? [a.url] : [b.url] };
      client.group$.subscribe((view) => person.views.push(view));
      client.due$.subscribe(() => {
        let counts: readonly number[] | null = vectorOf(index);
        client.contribute({
          consume() {
            const mine = counts;
            counts = null;
            return mine;
          },
        });
      });
      return person;
    };
    // Who comes first decides where the meeting is at home.
    everyone = [await join(0)];
    await vi.waitUntil(
      () => everyone[0]?.views.some((view) => view.kind === 'withheld' && view.reason === 'collecting'),
      { timeout: 20_000 },
    );
    everyone.push(...(await Promise.all(people.slice(1).map((_, index) => join(index + 1)))));
    for (const person of everyone) person.urls = [a.url, b.url];
    await shownAfter(0);
  });
  afterEach(async () => {
    for (const { client } of everyone) client.close();
    await Promise.all([a.kill(), b.kill()]);
    wire.stop();
    await redis.stop();
    for (const view of everyone.flatMap(({ views }) => views)) {
      if (view.kind !== 'withheld') expect(view).toMatchObject({ kind: 'digest', levels: rightLevels });
    }
  });

  /** Everyone is shown a window that ended after `seconds`. */
  const shownAfter = (seconds: number): Promise<unknown> =>
    vi.waitUntil(
      () =>
        everyone.every(({ views }) =>
          views.some((view) => view.kind === 'digest' && view.atSeconds > seconds),
        ),
      { timeout: 60_000, interval: 20 },
    );
  const toldOf = (reason: string): Promise<unknown> =>
    vi.waitUntil(
      () =>
        everyone.every(({ views }) =>
          views.some((view) => view.kind === 'withheld' && view.reason === reason),
        ),
      { timeout: 20_000, interval: 20 },
    );
  /** Into the rounds of a window in which there is something to show; gives the end of it, in seconds. */
  async function midRounds(): Promise<number> {
    let askedAt = 0;
    const heard = everyone[0]?.client.due$.subscribe(() => {
      askedAt = Math.floor(Date.now() / 1000 / windowSeconds) * windowSeconds;
    });
    await vi.waitUntil(() => askedAt > 0, { timeout: 60_000, interval: 5 });
    heard?.unsubscribe();
    return askedAt;
  }

  test('the home is killed in the middle of the rounds: that window is withheld by name, and a later one is shown', async () => {
    expect(rightLevels.length).toBeGreaterThan(2);
    const window = await midRounds();
    await a.kill();
    await toldOf('not-connected');
    await toldOf('service-stopped');
    await shownAfter(window);
  });

  test('the home is killed between the sum and showing it: that window is withheld by name, and a later one is shown', async () => {
    const window = await midRounds();
    await a.killOnceTaken();
    await toldOf('service-stopped');
    await shownAfter(window);
  });

  test('Redis is restarted empty in the middle of the rounds: right or withheld, and a later one is shown', async () => {
    const window = await midRounds();
    await redis.restart();
    await shownAfter(window);
  });

  test('the network between the home and Redis is cut for seconds: right or withheld, and a later one is shown', async () => {
    const window = await midRounds();
    wire.cut();
    await new Promise((resolve) => setTimeout(resolve, 4_000));
    wire.mend();
    await shownAfter(window);
  });
});
