import type { CallRoster } from 'assent/server';
import { createRoom, type Room } from './create-room.ts';
import type { Sfu } from './create-sfu.ts';
import type { ListenAddress } from './create-sfu-seat.ts';
import { Refusal } from './refusal.ts';

/** All rooms of this server. A room exists while somebody is in it. */
export interface Rooms extends CallRoster {
  /** The room of that id, opened if need be. @throws Refusal `limit-exceeded` if there are too many. */
  open(roomId: string): Promise<Room>;
  find(roomId: string): Room | undefined;
  count(): { readonly rooms: number; readonly participants: number };
  close(): void;
}

/** What rooms are made of. */
export interface RoomsOptions {
  readonly sfu: Sfu;
  readonly listen: ListenAddress;
  readonly mostRooms: number;
  readonly capacity: number;
  readonly graceMs: number;
  readonly onLeft: (meetingId: string, participantId: string) => void;
}

/** Keeps the rooms by id. */
export function createRooms(options: RoomsOptions): Rooms {
  const rooms = new Map<string, Room>();
  const opening = new Map<string, Promise<Room>>();

  async function openAnew(id: string): Promise<Room> {
    try {
      const room = await createRoom({
        ...options,
        id,
        onEmpty: () => {
          rooms.delete(id);
          room.close();
        },
      });
      rooms.set(id, room);
      return room;
    } finally {
      opening.delete(id);
    }
  }

  return {
    async open(id) {
      const room = rooms.get(id);
      if (room !== undefined) return room;
      const under = opening.get(id);
      if (under !== undefined) return under;
      if (rooms.size + opening.size >= options.mostRooms) {
        throw new Refusal('limit-exceeded', 'this server has no room for another call');
      }
      const opened = openAnew(id);
      opening.set(id, opened);
      return opened;
    },
    find: (id) => rooms.get(id),
    async participantsOf(meetingId) {
      const room = [...rooms.values()].find((candidate) => candidate.meetingId === meetingId);
      return new Set(room?.seats().map(({ id }) => id));
    },
    count() {
      const all = [...rooms.values()];
      return { rooms: all.length, participants: all.reduce((sum, room) => sum + room.seats().length, 0) };
    },
    close() {
      for (const room of rooms.values()) room.close();
      rooms.clear();
    },
  };
}
