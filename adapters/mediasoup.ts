/**
 * Calls through a mediasoup SFU, by `mediasoup-client` 3.
 *
 * @module
 */

import {
  createOwnTracksAdapter,
  type OwnTracksAdapter,
  type OwnTracksAdapterOptions,
} from './shared/create-own-tracks-adapter.ts';

/** The part of mediasoup-client's `Producer` that is looked at. */
export interface MediasoupProducer {
  readonly track: MediaStreamTrack | null;
  readonly paused: boolean;
  readonly closed: boolean;
  /** Not called: only what sends has it, so that a consumer, which receives, does not fit. */
  replaceTrack(options: { track: MediaStreamTrack | null }): Promise<void>;
  readonly observer: {
    on(event: 'close' | 'pause' | 'resume' | 'trackended', listener: () => void): unknown;
    off(event: 'close' | 'pause' | 'resume' | 'trackended', listener: () => void): unknown;
  };
}

/** The part of mediasoup-client's `Transport` that is looked at. */
export interface MediasoupSendTransport {
  readonly direction: 'send' | 'recv';
  readonly closed: boolean;
  readonly observer: {
    on(event: 'newproducer', listener: (producer: MediasoupProducer) => void): unknown;
    once(event: 'close', listener: () => void): unknown;
  };
}

/** Options of `createMediasoupAdapter`. */
export interface MediasoupAdapterOptions extends OwnTracksAdapterOptions {
  /** Producers that were made before the adapter: a transport does not list them. */
  readonly producers?: Iterable<MediasoupProducer>;
}

/**
 * Taps the tracks that the participant's producers send over a mediasoup-client
 * send transport. Create it right after the transport, before the first
 * `produce()`, or pass what was produced before.
 *
 * A tap stands for the live track of an open producer; consumers are never
 * looked at. Muted means that the producer is paused (`producer.pause()`, the
 * usual way), or that its track is disabled or muted by its source. The set
 * empties and completes when the transport is closed.
 *
 * Neither the library nor browsers tell of `producer.replaceTrack()` and of
 * `track.enabled = ...`: they are seen within `checkMs`, or at once by `refresh()`.
 *
 * Owns nothing but its listeners on the transport's observer, which the
 * transport itself drops when it closes.
 *
 * Tested against a real mediasoup SFU, as the demo's server runs one.
 *
 * @param transport what `device.createSendTransport()` returned
 * @throws TypeError if it is no open send transport, or if a producer is none
 * @see {@link https://mediasoup.org/documentation/v3/mediasoup-client/api/ | mediasoup-client API}
 */
export function createMediasoupAdapter(
  transport: MediasoupSendTransport,
  { producers = [], ...options }: MediasoupAdapterOptions = {},
): OwnTracksAdapter {
  if (transport?.direction !== 'send') throw new TypeError('transport: a send transport is needed');
  if (transport.closed) throw new TypeError('transport: it is closed');
  const open = new Set<MediasoupProducer>();
  // Its producers are listened to from the first on, watched or not: no transport lists them later.
  const adapter = createOwnTracksAdapter('mediasoup', options, {
    read() {
      if (transport.closed) return null;
      return [...open].flatMap(({ track, paused }) => (track ? [{ track, muted: paused }] : []));
    },
  });
  const { refresh } = adapter;

  function add(producer: MediasoupProducer): void {
    if (producer.closed) return;
    open.add(producer);
    for (const event of producerEvents) producer.observer.on(event, refresh);
    producer.observer.on('close', close);
    refresh();

    function close(): void {
      open.delete(producer);
      for (const event of producerEvents) producer.observer.off(event, refresh);
      producer.observer.off('close', close);
      refresh();
    }
  }

  for (const producer of producers) {
    if (typeof producer?.replaceTrack !== 'function') {
      throw new TypeError('producers: something else than a Producer is among them');
    }
    add(producer);
  }
  transport.observer.on('newproducer', add);
  transport.observer.once('close', refresh);
  return adapter;
}

const producerEvents = ['pause', 'resume', 'trackended'] as const;
