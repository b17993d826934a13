import type { types } from 'mediasoup';
import type { MediumState } from '../call/call.ts';
import type { ClientMessageOf } from './client-messages.ts';
import { Refusal } from './refusal.ts';
import type { ConsumerOffer, TransportOffer } from './server-messages.ts';

/** Where the SFU listens for media. */
export interface ListenAddress {
  readonly ip: string;
  /** What browsers are told instead of `ip`, behind a NAT. */
  readonly announced: string | null;
}

/** Enough for one person's 360p and speech, with room for bursts. */
const mostIncomingBitsPerSecond = 2_000_000;
/** One consumer of each kind for every other participant of a full room, and some that are being replaced. */
const mostConsumers = 128;

/** What one participant has in the SFU: at most one transport a direction, one producer a kind. */
export interface SfuSeat {
  openTransport(message: ClientMessageOf<'open-transport'>): Promise<TransportOffer>;
  connectTransport(message: ClientMessageOf<'connect-transport'>): Promise<null>;
  restartIce(message: ClientMessageOf<'restart-ice'>): Promise<types.IceParameters>;
  produce(message: ClientMessageOf<'produce'>): Promise<{ producerId: string }>;
  closeProducer(producerId: string): null;
  /** @param others the producers of everybody else in the room */
  consume(producerId: string, others: readonly types.Producer[]): Promise<ConsumerOffer>;
  resumeConsumer(consumerId: string): Promise<null>;
  /** Stops forwarding what the participant muted, whatever their page sends. */
  setMuted(kind: 'audio' | 'video', state: MediumState): void;
  producers(): readonly types.Producer[];
  close(): void;
}

/** What a seat in the SFU is made of. */
export interface SfuSeatOptions {
  readonly router: types.Router;
  readonly listen: ListenAddress;
  readonly receive: boolean;
  readonly onProducers: () => void;
}

/** Gives one participant transports of their own on the room's router; closing it closes all of them. */
export function createSfuSeat({ router, listen, receive, onProducers }: SfuSeatOptions): SfuSeat {
  const transports = new Map<'send' | 'recv', types.WebRtcTransport>();
  const producers = new Map<'audio' | 'video', types.Producer>();
  const consumers = new Map<string, types.Consumer>();
  const muted = { audio: false, video: false };
  let capabilities: types.RtpCapabilities | null = null;

  function transport(id: string): types.WebRtcTransport {
    for (const candidate of transports.values()) if (candidate.id === id) return candidate;
    throw new Refusal('not-found', 'no such transport of yours', 'transportId');
  }

  return {
    async openTransport({ direction, rtpCapabilities }) {
      if (direction === 'recv') {
        if (!receive) throw new Refusal('out-of-order', 'you said that you receive nothing', 'direction');
        if (rtpCapabilities === undefined) {
          throw new Refusal('message-invalid', 'needed in order to receive', 'rtpCapabilities');
        }
        capabilities = rtpCapabilities as types.RtpCapabilities;
      }
      const announced = listen.announced === null ? {} : { announcedAddress: listen.announced };
      const opened = await router.createWebRtcTransport({
        listenInfos: [
          { protocol: 'udp', ip: listen.ip, ...announced },
          { protocol: 'tcp', ip: listen.ip, ...announced },
        ],
        initialAvailableOutgoingBitrate: 800_000,
      });
      if (direction === 'send') await opened.setMaxIncomingBitrate(mostIncomingBitsPerSecond);
      transports.get(direction)?.close();
      transports.set(direction, opened);
      const { id, iceParameters, iceCandidates, dtlsParameters } = opened;
      return { id, iceParameters, iceCandidates, dtlsParameters };
    },
    async connectTransport({ transportId, dtlsParameters }) {
      await transport(transportId).connect({ dtlsParameters });
      return null;
    },
    restartIce: async ({ transportId }) => transport(transportId).restartIce(),
    async produce({ transportId, kind, rtpParameters }) {
      const from = transport(transportId);
      if (from !== transports.get('send')) {
        throw new Refusal('out-of-order', 'this transport receives', 'transportId');
      }
      if (producers.has(kind)) throw new Refusal('out-of-order', `you already send ${kind}`, 'kind');
      const producer = await from.produce({
        kind,
        rtpParameters: rtpParameters as types.RtpParameters,
        paused: muted[kind],
      });
      producers.set(kind, producer);
      producer.observer.once('close', () => {
        if (producers.get(kind) === producer) producers.delete(kind);
        onProducers();
      });
      onProducers();
      return { producerId: producer.id };
    },
    closeProducer(producerId) {
      for (const producer of producers.values()) {
        if (producer.id !== producerId) continue;
        producer.close();
        return null;
      }
      throw new Refusal('not-found', 'no such producer of yours', 'producerId');
    },
    async consume(producerId, others) {
      const into = transports.get('recv');
      if (into === undefined || capabilities === null) {
        throw new Refusal('out-of-order', 'open a transport to receive first');
      }
      if (!others.some(({ id }) => id === producerId)) {
        throw new Refusal('not-found', 'nobody else in this room sends that', 'producerId');
      }
      if (consumers.size >= mostConsumers)
        throw new Refusal('limit-exceeded', 'you receive too much at once');
      if (!router.canConsume({ producerId, rtpCapabilities: capabilities })) {
        throw new Refusal('sfu-failed', 'your browser cannot decode it', 'producerId');
      }
      // Paused until the page is ready, or the first key frame would be lost.
      const consumer = await into.consume({ producerId, rtpCapabilities: capabilities, paused: true });
      consumers.set(consumer.id, consumer);
      consumer.observer.once('close', () => consumers.delete(consumer.id));
      const { id, kind, rtpParameters } = consumer;
      return { id, producerId, kind, rtpParameters };
    },
    async resumeConsumer(consumerId) {
      const consumer = consumers.get(consumerId);
      if (consumer === undefined) throw new Refusal('not-found', 'no such consumer of yours', 'consumerId');
      await consumer.resume();
      return null;
    },
    setMuted(kind, state) {
      muted[kind] = state === 'muted';
      const producer = producers.get(kind);
      // A producer whose transport is just closing rejects: nothing is sent then, which is what was asked.
      if (producer !== undefined) (muted[kind] ? producer.pause() : producer.resume()).catch(() => undefined);
    },
    producers: () => [...producers.values()],
    close() {
      for (const opened of transports.values()) opened.close();
      transports.clear();
    },
  };
}
