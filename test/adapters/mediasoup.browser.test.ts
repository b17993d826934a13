import { Device, type types } from 'mediasoup-client';
import { describe, expect, it } from 'vitest';
import { commands } from 'vitest/browser';
import { createMediasoupAdapter } from '../../adapters/mediasoup.ts';
import type { ConsumerOffer, TransportOffer } from '../../demo/server/server-messages.ts';
import type { AdapterHarness } from '../../sdk/testing/adapter-harness.ts';
import { describeAdapter } from '../../sdk/testing/describe-adapter.ts';
import { recordTaps } from '../../sdk/testing/record-taps.ts';
import { createOwnTracks } from './own-tracks.ts';
import type { SfuAsk } from './sfu-commands.ts';

interface SfuCommands {
  sfuAvailable(): Promise<boolean>;
  sfuOpen(room: string): Promise<types.RtpCapabilities>;
  sfuAsk(room: string, seat: string, ask: SfuAsk): Promise<unknown>;
  sfuClose(room: string): Promise<void>;
}
const sfu = commands as unknown as SfuCommands;
const available = await sfu.sfuAvailable();
if (!available) console.error('NO SFU WORKER: the mediasoup adapter is not tested against a real SFU');

/** A real transport of mediasoup-client to the real SFU. */
async function open(
  room: string,
  seat: string,
  device: Device,
  direction: 'send' | 'recv',
): Promise<types.Transport> {
  const offer = (await sfu.sfuAsk(room, seat, {
    type: 'open-transport',
    request: 1,
    direction,
    ...(direction === 'recv' ? { rtpCapabilities: device.recvRtpCapabilities as never } : {}),
  })) as TransportOffer;
  const options = offer as types.TransportOptions;
  const transport =
    direction === 'send' ? device.createSendTransport(options) : device.createRecvTransport(options);
  transport.on('connect', ({ dtlsParameters }, done, fail) => {
    sfu
      .sfuAsk(room, seat, {
        type: 'connect-transport',
        request: 2,
        transportId: transport.id,
        dtlsParameters: dtlsParameters as never,
      })
      .then(done, fail);
  });
  transport.on('produce', ({ kind, rtpParameters }, done, fail) => {
    sfu
      .sfuAsk(room, seat, {
        type: 'produce',
        request: 3,
        transportId: transport.id,
        kind,
        rtpParameters: rtpParameters as never,
      })
      .then((value) => done({ id: (value as { producerId: string }).producerId }), fail);
  });
  return transport;
}

async function call(): Promise<AdapterHarness & { readonly sending: types.Transport }> {
  const room = crypto.randomUUID();
  const tracks = createOwnTracks();
  const device = await Device.factory();
  await device.load({ routerRtpCapabilities: await sfu.sfuOpen(room) });
  const sending = await open(room, 'near', device, 'send');
  const transports = [sending];
  const producers = new Map<MediaStreamTrack, types.Producer>();
  return {
    sending,
    adapter: createMediasoupAdapter(sending),
    createTrack: tracks.create,
    async publish(track) {
      producers.set(track, await sending.produce({ track, stopTracks: false }));
    },
    async unpublish(track) {
      const producer = producers.get(track);
      producers.delete(track);
      producer?.close();
      if (producer)
        await sfu.sfuAsk(room, 'near', { type: 'close-producer', request: 4, producerId: producer.id });
    },
    async replace(track, next) {
      const producer = producers.get(track);
      if (producer) producers.set(next, producer);
      await producer?.replaceTrack({ track: next });
    },
    async mute(track, muted) {
      producers.get(track)?.[muted ? 'pause' : 'resume']();
    },
    async receive() {
      const far = await open(room, 'far', device, 'send');
      const receiving = await open(room, 'near', device, 'recv');
      transports.push(far, receiving);
      const { id } = await far.produce({ track: tracks.create('voice'), stopTracks: false });
      const offer = (await sfu.sfuAsk(room, 'near', {
        type: 'consume',
        request: 5,
        producerId: id,
      })) as ConsumerOffer;
      const consumer = await receiving.consume(offer as types.ConsumerOptions);
      await sfu.sfuAsk(room, 'near', { type: 'resume-consumer', request: 6, consumerId: consumer.id });
      return consumer.track;
    },
    async leave() {
      sending.close();
    },
    async dispose() {
      for (const transport of transports) transport.close();
      tracks.close();
      await sfu.sfuClose(room);
    },
  };
}

describe.runIf(available)('with a real SFU', () => {
  describeAdapter('mediasoup', { create: call }, { describe, it });

  it('taps what was produced before, and never a consumer', async () => {
    const harness = await call();
    const track = harness.createTrack('voice');
    const producer = await harness.sending.produce({ track, stopTracks: false });
    const record = recordTaps(createMediasoupAdapter(harness.sending, { producers: [producer] }).taps$);
    expect(record.latest()).toEqual([{ id: track.id, modality: 'voice', track, muted: false }]);
    const consumer = { ...producer, replaceTrack: undefined };
    expect(() => createMediasoupAdapter(harness.sending, { producers: [consumer as never] })).toThrow(
      /producers/,
    );
    record.stop();
    await harness.dispose();
  });

  it('names a transport that it cannot work with', async () => {
    const harness = await call();
    expect(() => createMediasoupAdapter({ direction: 'recv' } as never)).toThrow(/transport/);
    await harness.leave();
    expect(() => createMediasoupAdapter(harness.sending)).toThrow(/closed/);
    await harness.dispose();
  });
});
