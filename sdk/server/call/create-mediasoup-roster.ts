import type { CallRoster } from './call-roster.ts';

/** The part of mediasoup's `Transport` that is looked at. */
export interface MediasoupTransport {
  readonly closed: boolean;
  readonly appData: { readonly [name: string]: unknown };
  readonly observer: {
    on(event: 'close', listener: () => void): unknown;
    on(event: 'newproducer', listener: (producer: MediasoupProducer) => void): unknown;
  };
}

/** The part of mediasoup's `Producer` that is looked at. */
export interface MediasoupProducer {
  readonly closed: boolean;
  readonly observer: { on(event: 'close', listener: () => void): unknown };
}

/** The part of mediasoup's `Router` that is looked at. */
export interface MediasoupRouter {
  readonly closed: boolean;
  readonly observer: {
    on(event: 'close', listener: () => void): unknown;
    on(event: 'newtransport', listener: (transport: MediasoupTransport) => void): unknown;
  };
}

/** A {@link CallRoster} that is told of rooms. */
export interface MediasoupRoster extends CallRoster {
  /** Follows a room's router from its making on, until it closes. A room of several routers is added by each. */
  add(meetingId: string, router: MediasoupRouter): void;
}

/**
 * Keeps the roster of mediasoup rooms by what their routers tell of themselves: in the call is whoever sends,
 * that is, has an open producer on a transport whose `appData.participantId` names them. Whoever only looks on is
 * not in it, as they have nothing to contribute.
 *
 * The application writes `appData` when it makes the transport, after it has authenticated the participant;
 * the participant's page has no way to.
 *
 * @see {@link https://mediasoup.org/documentation/v3/mediasoup/api/ | mediasoup's API: observers}
 */
export function createMediasoupRoster(): MediasoupRoster {
  const meetings = new Map<string, Map<MediasoupRouter, Map<MediasoupProducer, string>>>();

  return {
    add(meetingId, router) {
      if (typeof router?.observer?.on !== 'function')
        throw new TypeError('router: a mediasoup Router is needed');
      if (typeof meetingId !== 'string' || meetingId === '')
        throw new TypeError('meetingId: a text is needed');
      const routers = meetings.get(meetingId) ?? new Map<MediasoupRouter, Map<MediasoupProducer, string>>();
      if (router.closed || routers.has(router)) return;
      const producers = new Map<MediasoupProducer, string>();
      meetings.set(meetingId, routers.set(router, producers));
      router.observer.on('newtransport', (transport) => {
        const { participantId } = transport.appData;
        if (typeof participantId !== 'string' || participantId === '') return;
        transport.observer.on('newproducer', (producer) => {
          producers.set(producer, participantId);
          producer.observer.on('close', () => producers.delete(producer));
        });
      });
      router.observer.on('close', () => {
        routers.delete(router);
        if (routers.size === 0 && meetings.get(meetingId) === routers) meetings.delete(meetingId);
      });
    },
    async participantsOf(meetingId) {
      const sending = [...(meetings.get(meetingId)?.values() ?? [])];
      return new Set(sending.flatMap((producers) => [...producers.values()]));
    },
  };
}
