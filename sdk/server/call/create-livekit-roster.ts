import type { CallRoster } from './call-roster.ts';

/** The part of livekit-server-sdk's `RoomServiceClient` that is used. */
export interface LiveKitRoomService {
  listParticipants(
    room: string,
  ): Promise<readonly { readonly identity: string; readonly state: number; readonly kind: number }[]>;
}

/** Of LiveKit’s protocol: `ParticipantInfo.State.JOINED` and `ACTIVE`, and `ParticipantInfo.Kind.STANDARD`. */
const here: ReadonlySet<number> = new Set([1, 2]);
const standard = 0;

/** Options of {@link createLiveKitRoster}. */
export interface LiveKitRosterOptions {
  /** How old an answer may be; default 2. Many participants who come at once then make one question. */
  readonly maxAgeSeconds?: number;
}

/**
 * Asks a LiveKit server who is in a room: people who are connected, not egress, ingress or agents.
 *
 * @param rooms a `RoomServiceClient` of livekit-server-sdk
 * @throws TypeError naming the argument that is missing or malformed
 */
export function createLiveKitRoster(
  rooms: LiveKitRoomService,
  { maxAgeSeconds = 2 }: LiveKitRosterOptions = {},
): CallRoster {
  if (typeof rooms?.listParticipants !== 'function') {
    throw new TypeError('rooms: a RoomServiceClient of livekit-server-sdk is needed');
  }
  if (!(maxAgeSeconds >= 0 && maxAgeSeconds <= 60)) {
    throw new TypeError('maxAgeSeconds: a number from 0 to 60 is needed');
  }
  const answers = new Map<string, { readonly askedAt: number; readonly ids: Promise<ReadonlySet<string>> }>();

  async function ask(meetingId: string): Promise<ReadonlySet<string>> {
    try {
      const participants = await rooms.listParticipants(meetingId);
      const people = participants.filter(({ state, kind }) => here.has(state) && kind === standard);
      return new Set(people.map(({ identity }) => identity));
    } catch (cause) {
      if (isNotFound(cause)) return new Set();
      throw cause;
    }
  }

  return {
    participantsOf(meetingId) {
      const now = performance.now();
      for (const [room, { askedAt }] of answers) {
        if (now - askedAt > maxAgeSeconds * 1000) answers.delete(room);
      }
      const known = answers.get(meetingId);
      if (known !== undefined) return known.ids;
      const ids = ask(meetingId);
      answers.set(meetingId, { askedAt: now, ids });
      return ids;
    },
  };
}

/** A room that does not exist is a call without anybody. */
function isNotFound(cause: unknown): boolean {
  return typeof cause === 'object' && cause !== null && 'code' in cause && cause.code === 'not_found';
}
