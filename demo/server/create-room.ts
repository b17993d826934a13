import { randomUUID } from 'node:crypto';
import type { types } from 'mediasoup';
import type { ParticipantKind } from '../call/call.ts';
import type { Sfu } from './create-sfu.ts';
import { createSfuSeat, type ListenAddress } from './create-sfu-seat.ts';
import { createUnanimityBeat, type UnanimityBeat } from './create-unanimity-beat.ts';
import { Refusal } from './refusal.ts';
import { type Link, rosterEntry, type Seat } from './seat.ts';
import { closeCodes, type RoomTransport, type ServerMessage } from './server-messages.ts';

/** Who wants in. */
export interface Entrant {
  readonly participantId: string;
  readonly name: string;
  readonly kind: ParticipantKind;
  readonly host: boolean;
  readonly receive: boolean;
}

/** One meeting: from the first participant's coming to the last one's leaving. */
export interface Room {
  readonly id: string;
  readonly meetingId: string;
  transport(): RoomTransport;
  seats(): readonly Seat[];
  seat(participantId: string): Seat | undefined;
  /** Takes a new place, or an old one again. @throws Refusal `limit-exceeded` if the room is full. */
  enter(entrant: Entrant, link: Link): Seat;
  /** The connection of a participant broke; the place is kept for a while. */
  lose(seat: Seat, link: Link): void;
  leave(seat: Seat): void;
  /** Where the members say whether they have opted in, in unanimous mode. */
  readonly unanimity: UnanimityBeat;
  /** Somebody's state changed: everybody hears of it. */
  changed(): void;
  close(): void;
}

/** What a room is made of. */
export interface RoomOptions {
  readonly id: string;
  readonly sfu: Sfu;
  readonly listen: ListenAddress;
  readonly capacity: number;
  readonly graceMs: number;
  readonly onLeft: (meetingId: string, participantId: string) => void;
  readonly onEmpty: () => void;
}

/** Opens a room: through the SFU if its worker is there, as a mesh otherwise. */
export async function createRoom(options: RoomOptions): Promise<Room> {
  const { id, sfu, listen, capacity, graceMs, onLeft, onEmpty } = options;
  const meetingId = randomUUID();
  const seats = new Map<string, Seat>();
  const unanimity = createUnanimityBeat((everyone) => tell({ type: 'unanimity', everyone }));
  let generation = 0;
  let router: types.Router | null = null;
  let announcing = false;
  let closed = false;

  async function openRouter(): Promise<void> {
    const opened = await sfu.openRouter();
    if (closed) {
      opened?.close();
      return;
    }
    generation += 1;
    router = opened;
    router?.on('workerclose', () => void rebuild());
  }

  async function rebuild(): Promise<void> {
    router = null;
    for (const seat of seats.values()) seat.sfu = null;
    await openRouter();
    for (const seat of seats.values()) seat.sfu = sfuSeat(seat);
    tell({ type: 'room', room: transport() });
    changed();
  }

  function sfuSeat(seat: Pick<Seat, 'receive'>): Seat['sfu'] {
    return router && createSfuSeat({ router, listen, receive: seat.receive, onProducers: changed });
  }

  function transport(): RoomTransport {
    if (router === null) return { transport: 'mesh', generation };
    return { transport: 'sfu', generation, rtpCapabilities: router.rtpCapabilities };
  }

  function tell(message: ServerMessage): void {
    for (const seat of seats.values()) seat.link?.send(message);
  }

  function changed(): void {
    if (announcing) return;
    announcing = true;
    // Several changes at once (a transport with two producers closes) make one roster.
    setImmediate(() => {
      announcing = false;
      tell({ type: 'roster', participants: [...seats.values()].map(rosterEntry) });
    });
  }

  function leave(seat: Seat): void {
    if (seats.get(seat.id) !== seat) return;
    seats.delete(seat.id);
    unanimity.leave(seat.id);
    clearTimeout(seat.grace);
    seat.sfu?.close();
    seat.link = null;
    onLeft(meetingId, seat.id);
    if (seat.host) {
      const heir = [...seats.values()].find(({ kind }) => kind === 'person');
      if (heir) heir.host = true;
    }
    if (seats.size === 0) onEmpty();
    else changed();
  }

  await openRouter();
  return {
    id,
    meetingId,
    transport,
    seats: () => [...seats.values()],
    seat: (participantId) => seats.get(participantId),
    enter(entrant, link) {
      const old = seats.get(entrant.participantId);
      if (old !== undefined) {
        clearTimeout(old.grace);
        old.link?.close(closeCodes.takenOver, 'connected from elsewhere');
        old.link = link;
        changed();
        return old;
      }
      if (seats.size >= capacity) throw new Refusal('limit-exceeded', `the room is full (${capacity})`);
      const { participantId, name, kind, receive } = entrant;
      const host = entrant.host && kind === 'person' && ![...seats.values()].some((seat) => seat.host);
      const seat: Seat = {
        id: participantId,
        name,
        kind,
        receive,
        host,
        microphone: 'off',
        camera: 'off',
        link,
        missed: [],
        grace: undefined,
        sfu: sfuSeat({ receive }),
      };
      seats.set(seat.id, seat);
      unanimity.join(seat.id);
      changed();
      return seat;
    },
    lose(seat, link) {
      if (seat.link !== link) return;
      seat.link = null;
      seat.grace = setTimeout(() => leave(seat), graceMs);
      changed();
    },
    leave,
    unanimity,
    changed,
    close() {
      closed = true;
      unanimity.close();
      for (const seat of seats.values()) clearTimeout(seat.grace);
      seats.clear();
      router?.close();
    },
  };
}
