import type { MediumState, ParticipantKind } from '../call/call.ts';
import type { SfuSeat } from './create-sfu-seat.ts';
import type { RosterEntry, ServerMessage } from './server-messages.ts';

/** The connection to one participant's page. */
export interface Link {
  send(message: ServerMessage): void;
  close(code: number, reason: string): void;
}

/** One participant's place in a room. */
export interface Seat {
  readonly id: string;
  readonly name: string;
  readonly kind: ParticipantKind;
  readonly receive: boolean;
  host: boolean;
  microphone: MediumState;
  camera: MediumState;
  /** `null` while the connection is broken. */
  link: Link | null;
  /** What others in a mesh said meanwhile: a negotiation must not lose a step. */
  missed: ServerMessage[];
  grace: NodeJS.Timeout | undefined;
  /** `null` in a mesh. */
  sfu: SfuSeat | null;
}

/** What everybody in the room may know of a participant. */
export function rosterEntry(seat: Seat): RosterEntry {
  const { id, name, kind, host, receive, microphone, camera } = seat;
  const producers: { audio?: string; video?: string } = {};
  for (const producer of seat.sfu?.producers() ?? []) producers[producer.kind] = producer.id;
  return { id, name, kind, host, receive, microphone, camera, present: seat.link !== null, producers };
}
