import { expect, test } from 'vitest';
import { createMemoryStore } from '../../sdk/server/create-memory-store.ts';
import { describeStore } from './describe-store.ts';

describeStore('createMemoryStore', async () => createMemoryStore());

test('a memory store tells how much it holds, and holds nothing of a window that was taken', async () => {
  let nowMs = 0;
  const store = createMemoryStore({ clock: { nowMs: () => nowMs, schedule: () => () => {} } });
  const key = { meetingId: 'm', window: 1 };
  await store.open(key, 60_000);
  await store.put(key, 'a', [1]);
  expect(store.held()).toEqual({ windows: 1, vectors: 1, meetings: 0 });
  await store.take(key);
  await store.writeGuard('m', { blocks: [['a', 'b', 'c']], pace: null }, 1000);
  expect(store.held()).toEqual({ windows: 0, vectors: 0, meetings: 1 });
  nowMs = 120_000;
  expect(store.held()).toEqual({ windows: 0, vectors: 0, meetings: 0 });
});
