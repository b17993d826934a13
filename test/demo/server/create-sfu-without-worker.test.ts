import { expect, it } from 'vitest';
import { join } from './signal-client.ts';
import { startDemo } from './start-demo.ts';

// A file of its own: mediasoup keeps the first path that a process gives it.
it.each([
  ['is not there yet', '/nowhere/worker'],
  ['does not start', '/bin/false'],
])('where the worker %s, a room is a mesh', async (_name, path) => {
  const server = await startDemo({ env: { ASSENT_SFU_WORKER: path } });
  const ann = await join(server, 'room', 'Ann');
  expect((await ann.hears('welcome')).room.transport).toBe('mesh');
});
