import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeContribution } from '../../sdk/meeting/contribution-vector.ts';
import { readServerMessage } from '../../sdk/meeting/messages.ts';
import { writeClientMessage } from '../../sdk/meeting/secure/read-secure-message.ts';
import type { AggregatorOptions } from '../../sdk/server/aggregator-options.ts';
import { type Aggregator, createAggregator } from '../../sdk/server/create-aggregator.ts';
import { createMemoryStore } from '../../sdk/server/create-memory-store.ts';
import { createFakeSocket, type FakeSocket } from './fake-socket.ts';
import { createManualClock, type ManualClock } from './manual-clock.ts';

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const hello = (token: string): string => JSON.stringify({ type: 'hello', v: 1, token });

function createService(options: Partial<AggregatorOptions> = {}): {
  aggregator: Aggregator;
  clock: ManualClock;
  problems: unknown[];
  join(participantId: string): Promise<FakeSocket>;
} {
  const clock = createManualClock();
  const problems: unknown[] = [];
  const aggregator = createAggregator({
    store: createMemoryStore({ clock }),
    clock,
    windowSeconds: 10,
    verifyToken: async (token) => {
      if (!token.startsWith('p')) throw new Error('secret detail');
      return { meetingId: 'm', participantId: token, expiresAt: clock.nowMs() + 3_600_000 };
    },
    onProblem: (problem) => problems.push(problem),
    ...options,
  });
  return {
    aggregator,
    clock,
    problems,
    async join(participantId) {
      const socket = createFakeSocket();
      aggregator.accept(socket);
      socket.deliver(hello(participantId));
      await settled();
      return socket;
    },
  };
}

/** Messages that are almost right, and others that are not at all. */
const oddMessage = fc.oneof(
  fc.json(),
  fc.anything(),
  fc.string(),
  fc
    .record(
      {
        type: fc.constantFrom('hello', 'contribute', 'withdraw', 'welcome', 'view', 'collect'),
        v: fc.constantFrom(1, 2, '1'),
        token: fc.oneof(fc.string(), fc.constantFrom('p1', 'x')),
        window: fc.oneof(fc.integer(), fc.double(), fc.constant(1e300)),
        counts: fc.array(fc.integer({ min: -1, max: 2 }), { minLength: 29, maxLength: 32 }),
      },
      { requiredKeys: ['type'] },
    )
    .map((message) => JSON.stringify(message)),
);

test('odd messages are answered with a code and nothing else, and disturb nobody', async () => {
  const service = createService();
  const bystander = await service.join('p-bystander');
  const before = bystander.sent.length;
  await fc.assert(
    fc.asyncProperty(fc.array(oddMessage, { maxLength: 4 }), fc.boolean(), async (messages, greeted) => {
      const socket = createFakeSocket();
      service.aggregator.accept(socket);
      if (greeted) socket.deliver(hello('p-odd'));
      for (const message of messages) socket.deliver(message);
      await settled();
      for (const text of socket.sent) {
        const answer = readServerMessage(text);
        expect(['welcome', 'view', 'refused']).toContain(answer.type);
        if (answer.type === 'refused') expect(answer.code).not.toBe('internal');
        expect(text).not.toMatch(/secret detail|\bat .*:\d+|Error/);
      }
      socket.lose();
      await settled();
    }),
    { numRuns: 2000 },
  );
  expect(service.problems).toEqual([]);
  expect([bystander.sent.length, bystander.closedWith()]).toEqual([before, null]);
  await service.aggregator.close();
}, 60_000);

test('odd bytes are answered with a code and nothing else, and disturb nobody', async () => {
  const service = createService({
    secure: { verifyIdentity: () => Promise.reject(new Error('secret detail')) },
    limits: { messageBurst: 100, messagesPerSecond: 100 },
  });
  const bystander = await service.join('p-bystander');
  const before = bystander.sent.length;
  const of = (length: number): fc.Arbitrary<Uint8Array<ArrayBuffer>> =>
    fc.uint8Array({ minLength: length, maxLength: length });
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc.uint8Array({ minLength: 8193, maxLength: 8200 }),
    fc.tuple(of(32), of(65), of(65), of(64)).map(([commitment, cipherKey, maskKey, signature]) => {
      const epoch = service.clock.nowMs();
      return writeClientMessage({
        type: 'keys',
        epoch,
        token: 'x',
        commitment,
        cipherKey,
        maskKey,
        signature,
      });
    }),
    of(16).map((nonce) => writeClientMessage({ type: 'reveal', epoch: 1, nonce })),
    of(64).map((signature) => writeClientMessage({ type: 'consistency', window: 1, signature })),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(bytes, { minLength: 1, maxLength: 4 }), fc.boolean(), async (list, greeted) => {
      const socket = createFakeSocket();
      service.aggregator.accept(socket);
      if (greeted) socket.deliver(hello('p-odd'));
      for (const each of list) socket.deliver(each.slice().buffer);
      await settled();
      await settled();
      for (const text of socket.sent) {
        const answer = readServerMessage(text);
        expect(['welcome', 'view', 'refused']).toContain(answer.type);
        if (answer.type === 'refused') expect(answer.code).not.toBe('internal');
        expect(text).not.toMatch(/secret detail|\bat .*:\d+|Error/);
      }
      socket.lose();
      await settled();
    }),
    { numRuns: 1000 },
  );
  expect(service.problems).toEqual([]);
  expect([bystander.sent.length, bystander.closedWith()]).toEqual([before, null]);
  await service.aggregator.close();
}, 60_000);

test('nobody but the store holds a vector, and after the sum not even that', async () => {
  const clock = createManualClock();
  const inner = createMemoryStore({ clock });
  const seen: WeakRef<readonly number[]>[] = [];
  const service = createService({
    clock,
    store: {
      ...inner,
      put(key, participantId, counts) {
        seen.push(new WeakRef(counts));
        return inner.put(key, participantId, counts);
      },
    },
    verifyToken: async (token) => ({
      meetingId: 'm',
      participantId: token,
      expiresAt: Number.MAX_SAFE_INTEGER,
    }),
  });
  const sockets = await Promise.all([1, 2, 3, 4, 5, 6].map((index) => service.join(`p${index}`)));
  clock.advance(10 - ((clock.nowMs() / 1000) % 10));
  await settled();
  const window = clock.nowMs() / 10_000 - 1;
  for (const socket of sockets) {
    const counts = encodeContribution([0, 1, 2, null, null]);
    socket.deliver(JSON.stringify({ type: 'contribute', v: 1, window, counts }));
  }
  await settled();
  setFlagsFromString('--expose-gc');
  const collectGarbage = runInNewContext('gc') as () => void;
  collectGarbage();
  expect(seen.filter((reference) => reference.deref() !== undefined)).toHaveLength(6);
  await settled();
  clock.advance(5);
  await settled();
  expect(JSON.parse(sockets[0]?.sent.at(-1) ?? '{}')).toMatchObject({
    view: { kind: 'withheld', reason: 'group-changed' },
  });
  await new Promise((resolve) => setTimeout(resolve, 20));
  collectGarbage();
  expect(seen.filter((reference) => reference.deref() !== undefined)).toEqual([]);
  await service.aggregator.close();
});

test('a store that fails costs the window, and is told to the operator only', async () => {
  const inner = createMemoryStore();
  const service = createService({
    store: { ...inner, take: () => Promise.reject(new Error('the disk is on fire')) },
  });
  const socket = await service.join('p1');
  // Collecting and summing become due in one go: they must still take place in that order.
  service.clock.advance(15);
  await settled();
  expect(socket.sent.join()).not.toMatch(/fire/);
  expect(JSON.parse(socket.sent.at(-1) ?? '{}')).toMatchObject({ view: { reason: 'service-stopped' } });
  expect(service.problems).toHaveLength(1);
});

test('a connection that reads too slowly is closed', async () => {
  const service = createService();
  const socket = await service.join('p1');
  Object.defineProperty(socket, 'bufferedAmount', { value: 2_000_000 });
  service.clock.advance(10);
  await settled();
  expect(socket.closedWith()).toBe(1008);
});

test('more connections or participants than allowed are told so', async () => {
  const service = createService({ limits: { connections: 3, participantsPerMeeting: 2 } });
  await service.join('p1');
  await service.join('p2');
  const third = await service.join('p3');
  expect(third.sent.at(-1)).toMatch(/too-many-participants/);
  await service.join('p1');
  const packed = await Promise.all([service.join('p1'), service.join('p2'), service.join('p2')]);
  expect(packed.some((socket) => socket.sent.at(-1)?.includes('busy'))).toBe(true);
});
