import { existsSync } from 'node:fs';
import { arch, homedir, platform } from 'node:os';
import { join } from 'node:path';
import type { types } from 'mediasoup';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMediasoupRoster } from '../../../sdk/server/call/create-mediasoup-roster.ts';

const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'assent');
const workerBin =
  process.env.MEDIASOUP_WORKER_BIN ||
  process.env.ASSENT_SFU_WORKER ||
  join(cache, 'mediasoup-worker', `3.19.3-${platform()}-${arch()}`, 'mediasoup-worker');
const available = existsSync(workerBin);
if (!available) console.error('NO SFU WORKER: the roster is not tested with a real SFU');

const mediaCodecs: types.RouterRtpCodecCapability[] = [
  { kind: 'audio', mimeType: 'audio/opus', clockRate: 48_000, channels: 2 },
];
const opus = (ssrc: number): types.ProducerOptions => ({
  kind: 'audio',
  rtpParameters: {
    codecs: [{ mimeType: 'audio/opus', payloadType: 100, clockRate: 48_000, channels: 2 }],
    encodings: [{ ssrc }],
  },
});

describe.runIf(available)('the roster of real mediasoup rooms', () => {
  let worker: types.Worker;
  let ssrc = 1000;
  beforeAll(async () => {
    // mediasoup reads this once, when it is first imported.
    process.env.MEDIASOUP_WORKER_BIN = workerBin;
    const { createWorker } = await import('mediasoup');
    worker = await createWorker({ logLevel: 'error' });
  });
  afterAll(() => worker?.close());

  /** What an app does for a participant whom it has authenticated. */
  async function enter(router: types.Router, participantId?: string) {
    const transport = await router.createWebRtcTransport({
      listenInfos: [{ protocol: 'udp', ip: '127.0.0.1' }],
      appData: participantId === undefined ? {} : { participantId },
    });
    const produce = () => transport.produce(opus(ssrc++));
    return { transport, produce };
  }

  it('holds who sends, from the first producer to the last, and nobody who looks on', async () => {
    const roster = createMediasoupRoster();
    const router = await worker.createRouter({ mediaCodecs });
    roster.add('m', router);
    const ada = await enter(router, 'ada');
    const onlooker = await enter(router, 'onlooker');
    expect(await roster.participantsOf('m')).toEqual(new Set());
    const one = await ada.produce();
    const two = await ada.produce();
    expect(await roster.participantsOf('m')).toEqual(new Set(['ada']));
    one.close();
    expect(await roster.participantsOf('m')).toEqual(new Set(['ada']));
    two.close();
    expect(await roster.participantsOf('m')).toEqual(new Set());
    onlooker.transport.close();
    router.close();
  });

  it('drops who has gone, however that came about, and knows no other meeting', async () => {
    const roster = createMediasoupRoster();
    const [first, second] = [
      await worker.createRouter({ mediaCodecs }),
      await worker.createRouter({ mediaCodecs }),
    ];
    roster.add('m', first);
    roster.add('m', second);
    const ada = await enter(first, 'ada');
    const ben = await enter(second, 'ben');
    const nameless = await enter(second);
    await Promise.all([ada.produce(), ben.produce(), nameless.produce()]);
    expect(await roster.participantsOf('m')).toEqual(new Set(['ada', 'ben']));
    expect(await roster.participantsOf('another')).toEqual(new Set());
    ada.transport.close();
    expect(await roster.participantsOf('m')).toEqual(new Set(['ben']));
    second.close();
    expect(await roster.participantsOf('m')).toEqual(new Set());
    roster.add('m', first);
    first.close();
  });

  it('names the argument that is wrong', async () => {
    const roster = createMediasoupRoster();
    expect(() => roster.add('m', {} as never)).toThrow(/^router:/);
    const router = await worker.createRouter({ mediaCodecs });
    expect(() => roster.add('', router)).toThrow(/^meetingId:/);
    router.close();
    roster.add('m', router);
    expect(await roster.participantsOf('m')).toEqual(new Set());
  });
});
