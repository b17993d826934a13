import { AssentError } from '../errors.ts';
import {
  type ClientMessage,
  MessageError,
  protocolVersion,
  type RefusalCode,
  readClientMessage,
  writeMessage,
} from '../meeting/messages.ts';
import { bytesOf } from '../meeting/secure/bytes-of.ts';
import { maximumClientMessageLength } from '../meeting/secure/read-secure-message.ts';
import { SecureError, type SecureRefusal } from '../meeting/secure/secure-error.ts';
import type { SocketMessage, WebSocketLike } from '../meeting/web-socket-like.ts';
import type { AggregatorSettings, VerifiedToken } from './aggregator-options.ts';
import { createRateLimit } from './create-rate-limit.ts';
import type { MeetingRoom, RoomMember } from './meeting-room.ts';
import { verifyHello } from './verify-hello.ts';

/** Where a connection finds its meeting. */
export interface ConnectionHost {
  readonly settings: AggregatorSettings;
  /** The room of the meeting, made if need be; `null` if the service is full or stopping. */
  roomFor(meetingId: string): MeetingRoom | null;
  /** The connection is gone. */
  closed(room: MeetingRoom | null): void;
}

/** One open connection. */
export interface Connection {
  /** Tells the reason and closes. */
  refuse(code: RefusalCode): void;
  close(code: number, reason: string): void;
}

const lateRefusals: readonly SecureRefusal[] = ['out-of-turn', 'window-mismatch', 'not-in-roster'];

/** WebSocket close codes (RFC 6455, section 7.4.1). */
const policyViolation = 1008;

/**
 * Serves one socket: a `hello` with a token first, then contributions (or, in binary frames, the messages of
 * the blind protocol) and withdrawals, one at a time.
 *
 * Whatever breaks the protocol, a limit or the token is answered with a code and ends the connection; a
 * contribution that comes too late or twice is answered with a code only. No answer carries more than a
 * code and the path of the field at fault.
 */
export function acceptConnection(socket: WebSocketLike, host: ConnectionHost): Connection {
  const { settings } = host;
  const { limits, clock } = settings;
  const rate = createRateLimit(limits.messagesPerSecond, limits.messageBurst, () => clock.nowMs());
  let room: MeetingRoom | null = null;
  let identity: VerifiedToken | null = null;
  let ended = false;
  // One message after the other, so that a withdrawal never overtakes the contribution it takes back.
  let queue: Promise<void> = Promise.resolve();
  const cancelHello = clock.schedule(limits.helloSeconds * 1000, () => {
    if (identity === null) refuse('not-authenticated');
  });

  const member: RoomMember = { expiresAt: () => identity?.expiresAt ?? 0, send, refuse };
  socket.addEventListener('message', (event: SocketMessage) => receive(event.data));
  socket.addEventListener('close', end);
  socket.addEventListener('error', end);
  return { refuse: (code) => refuse(code), close };

  function send(data: string | Uint8Array<ArrayBuffer>): void {
    if (ended || socket.readyState !== 1) return;
    if ((socket.bufferedAmount ?? 0) > limits.bufferedBytes) close(policyViolation, 'too slow');
    else socket.send(data);
  }

  function answer(code: RefusalCode, field: string | null): void {
    settings.observer.refused(code);
    send(writeMessage({ type: 'refused', v: protocolVersion, code, field }));
  }

  function refuse(code: RefusalCode, field: string | null = null): void {
    answer(code, field);
    close(policyViolation, code);
  }

  function close(code: number, reason: string): void {
    if (ended) return;
    end();
    socket.close(code, reason);
  }

  function end(): void {
    if (ended) return;
    ended = true;
    cancelHello();
    const { participantId } = identity ?? {};
    enqueue(async () => {
      if (room !== null && participantId !== undefined) await room.leave(participantId, member);
      host.closed(room);
    });
  }

  function enqueue(task: () => Promise<void>): void {
    queue = queue.then(task).catch((problem: unknown) => {
      settings.onProblem(problem);
      refuse('internal');
    });
  }

  function receive(data: unknown): void {
    if (ended) return;
    const message = admit(data);
    if (message !== null) enqueue(() => (ended ? Promise.resolve() : handle(message)));
  }

  function admit(data: unknown): ClientMessage | Uint8Array | null {
    try {
      if (!rate.take()) throw new MessageError('too-many-messages', '', 'Too many messages.');
      const bytes = bytesOf(data);
      const length = typeof data === 'string' ? data.length : (bytes?.length ?? 0);
      if (length > (bytes === null ? limits.messageLength : maximumClientMessageLength)) {
        throw new MessageError('message-too-long', '', 'The message is too long.');
      }
      return bytes ?? readClientMessage(data);
    } catch (error) {
      if (!(error instanceof MessageError)) throw error;
      refuse(error.refusal, error.field);
      return null;
    }
  }

  async function handle(message: ClientMessage | Uint8Array): Promise<void> {
    const isBlind = message instanceof Uint8Array;
    if (!isBlind && message.type === 'hello') return greet(message.token);
    if (room === null || identity === null) return refuse('not-authenticated');
    const { participantId, expiresAt } = identity;
    if (expiresAt <= clock.nowMs()) return refuse('token-expired');
    if (isBlind) return takeBlindly(room, participantId, message);
    if (message.type === 'withdraw') return room.withdraw(participantId);
    const result = await room.contribute(participantId, message.window, message.counts);
    if (result === 'stored') settings.observer.contributionTaken();
    else answer(result, null);
  }

  async function takeBlindly(inRoom: MeetingRoom, participantId: string, message: Uint8Array): Promise<void> {
    try {
      await inRoom.receive(participantId, message);
      settings.observer.contributionTaken();
    } catch (error) {
      if (!(error instanceof SecureError)) throw error;
      const { refusal, field } = error;
      if (refusal === 'message-invalid') refuse('message-invalid', field);
      // A message may be late, or another one on its way have overtaken it.
      else if (lateRefusals.includes(refusal)) answer('window-closed', null);
      else answer('blind-refused', refusal);
    }
  }

  async function greet(token: string): Promise<void> {
    let verified: VerifiedToken;
    try {
      verified = await verifyHello(token, settings);
    } catch (error) {
      if (error instanceof AssentError) return refuse('token-invalid', 'token');
      throw error;
    }
    if (ended) return;
    if (identity !== null) {
      const same =
        verified.meetingId === identity.meetingId && verified.participantId === identity.participantId;
      if (!same) return refuse('token-invalid', 'token');
      identity = verified;
      return;
    }
    const found = host.roomFor(verified.meetingId);
    if (found === null) return refuse('busy');
    if (found.size >= limits.participantsPerMeeting && !found.has(verified.participantId)) {
      return refuse('too-many-participants');
    }
    cancelHello();
    identity = verified;
    room = found;
    found.join(verified.participantId, member);
  }
}
