import { existsSync } from 'node:fs';
import { arch, homedir, platform } from 'node:os';
import { join as joinPath } from 'node:path';
import { describe, expect, it } from 'vitest';
import { join, openSignal } from './signal-client.ts';
import { startDemo } from './start-demo.ts';

const cache = joinPath(process.env.XDG_CACHE_HOME || joinPath(homedir(), '.cache'), 'assent');
const worker =
  process.env.MEDIASOUP_WORKER_BIN ||
  joinPath(cache, 'mediasoup-worker', `3.19.3-${platform()}-${arch()}`, 'mediasoup-worker');
const available = existsSync(worker);
if (!available) console.error('NO SFU WORKER: the server is not tested with a real SFU');

describe.runIf(available)('with a real SFU', () => {
  const sfu = { env: { ASSENT_SFU_WORKER: worker } };

  it('a room tells its capabilities and opens transports, for receivers only with theirs', async () => {
    const server = await startDemo(sfu);
    const ann = await join(server, 'room', 'Ann');
    const { room } = await ann.hears('welcome');
    expect(room.transport).toBe('sfu');
    ann.say({ type: 'open-transport', request: 1, direction: 'send' });
    const { value } = await ann.hears('reply', ({ request }) => request === 1);
    expect(value).toMatchObject({ iceCandidates: [{ ip: '127.0.0.1' }, { ip: '127.0.0.1' }] });
    ann.say({ type: 'open-transport', request: 2, direction: 'recv' });
    await ann.hears('error', ({ request, field }) => request === 2 && field === 'rtpCapabilities');
    ann.say({ type: 'consume', request: 3, producerId: 'x' });
    await ann.hears('error', ({ request, code }) => request === 3 && code === 'out-of-order');
  });

  it('nonsense that passes the outline is refused by the SFU, which goes on', async () => {
    const server = await startDemo(sfu);
    const ann = await join(server, 'room', 'Ann');
    ann.say({ type: 'open-transport', request: 1, direction: 'send' });
    const { value } = await ann.hears('reply', ({ request }) => request === 1);
    const transportId = (value as { id: string }).id;
    const codecs = [{ mimeType: 'video/nonsense', payloadType: 300, clockRate: 0 }];
    ann.say({ type: 'produce', request: 2, transportId, kind: 'video', rtpParameters: { codecs } });
    await ann.hears('error', ({ request, code }) => request === 2 && code === 'sfu-failed');
    ann.say({ type: 'open-transport', request: 3, direction: 'send' });
    await ann.hears('reply', ({ request }) => request === 3);
  });

  it("nobody uses what is another participant's", async () => {
    const server = await startDemo(sfu);
    const ann = await join(server, 'room', 'Ann');
    const eve = await join(server, 'room', 'Eve');
    ann.say({ type: 'open-transport', request: 1, direction: 'send' });
    const { value } = await ann.hears('reply', ({ request }) => request === 1);
    eve.say({ type: 'restart-ice', request: 1, transportId: (value as { id: string }).id });
    await eve.hears('error', ({ request, code }) => request === 1 && code === 'not-found');
  });

  it('a worker that dies is started again; when it keeps dying, the room goes on as a mesh', async () => {
    const server = await startDemo(sfu);
    const ann = await join(server, 'room', 'Ann');
    const seen = [];
    for (let deaths = 1; deaths <= 3; deaths += 1) {
      const pid = server.sfu.workerPid();
      if (pid === null) throw new Error('no worker runs');
      process.kill(pid, 'SIGKILL');
      const news = await ann.hears('room', ({ room }) => room.generation === deaths + 1);
      seen.push(news.room.transport);
    }
    expect(seen).toEqual(['sfu', 'sfu', 'mesh']);
    const bob = await openSignal(server);
    bob.socket.close();
    expect((await ann.roster((all) => all.length === 1))[0]).toMatchObject({ name: 'Ann', present: true });
  });
});
