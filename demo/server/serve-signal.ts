import type { RawData, WebSocket } from 'ws';
import type { ClientMessage, ClientMessageOf } from './client-messages.ts';
import type { Attestations } from './create-attestations.ts';
import { createRateLimit } from './create-rate-limit.ts';
import type { Room } from './create-room.ts';
import type { Rooms } from './create-rooms.ts';
import type { Tokens } from './create-tokens.ts';
import { handleMessage } from './handle-message.ts';
import { parseMessage, requestOf } from './parse-message.ts';
import { Refusal } from './refusal.ts';
import type { Link, Seat } from './seat.ts';
import { closeCodes, type RefusalCode, type ServerMessage } from './server-messages.ts';

/** What one page may do before it is told to stop, and before it is put out. */
export const signalLimits = {
  beatMs: 5_000,
  helloWithinMs: 5_000,
  messageBurst: 500,
  messagesPerSecond: 60,
  mostRefusals: 200,
  /** A page that does not read what it is sent is let go before it fills the memory. */
  mostBufferedBytes: 4_194_304,
} as const;

/** What browsers close with when the page goes away (RFC 6455, section 7.4.1). */
const goingAway = 1001;

/** What signalling works on. */
export interface SignalServices {
  readonly rooms: Rooms;
  readonly tokens: Tokens;
  readonly attestations: Attestations;
  readonly log: (line: string) => void;
}

/**
 * Serves one page's signalling connection until it closes. Whatever the page
 * sends, the worst that happens is that this one connection is refused.
 */
export function serveSignal(socket: WebSocket, { rooms, tokens, attestations, log }: SignalServices): void {
  const allow = createRateLimit(signalLimits.messageBurst, signalLimits.messagesPerSecond);
  let place: { readonly room: Room; readonly seat: Seat } | null = null;
  let entering = false;
  let refusals = 0;
  const helloTimer = setTimeout(() => close(closeCodes.tokenInvalid, 'no hello'), signalLimits.helloWithinMs);

  function send(message: ServerMessage): void {
    if (socket.readyState !== socket.OPEN) return;
    if (socket.bufferedAmount > signalLimits.mostBufferedBytes) socket.terminate();
    else socket.send(JSON.stringify(message));
  }

  const beat = setInterval(() => send({ type: 'beat' }), signalLimits.beatMs);

  function close(code: number, reason: string): void {
    socket.close(code, reason);
  }

  const link: Link = { send, close };

  function refuse(error: unknown, request: number | undefined): void {
    const refusal =
      error instanceof Refusal ? error : new Refusal('sfu-failed', 'the server failed at this; it goes on');
    if (!(error instanceof Refusal))
      log(`signalling failed: ${error instanceof Error ? error.stack : error}`);
    send({
      type: 'error',
      code: refusal.code,
      message: refusal.message,
      ...(request === undefined ? {} : { request }),
      ...(refusal.field === undefined ? {} : { field: refusal.field }),
    });
    refusals += 1;
    if (refusals > signalLimits.mostRefusals) close(closeCodes.tooMany, 'too many refused messages');
  }

  async function enter(message: ClientMessageOf<'hello'>): Promise<void> {
    if (place !== null || entering) throw new Refusal('out-of-order', 'you are in the room already', 'type');
    entering = true;
    clearTimeout(helloTimer);
    try {
      const claims = await tokens.verify(message.token, ['join', 'resume']);
      const { participantId, roomId, meetingId } = claims;
      const known = rooms.find(roomId);
      if (meetingId !== null && (known?.meetingId !== meetingId || !known.seat(participantId))) {
        throw new Refusal('token-invalid', 'your place in this meeting is gone', 'token');
      }
      const room = await rooms.open(roomId);
      const seat = room.enter({ ...claims, receive: message.receive }, link);
      place = { room, seat };
      const resumeToken = await tokens.issue('resume', { ...claims, meetingId: room.meetingId });
      send({
        type: 'welcome',
        self: { id: seat.id, name: seat.name },
        meetingId: room.meetingId,
        resumeToken,
        room: room.transport(),
      });
      for (const missed of seat.missed.splice(0)) send(missed);
      // The roster that tells of this entry may have gone out before the welcome.
      room.changed();
      if (socket.readyState !== socket.OPEN) room.lose(seat, link);
    } catch (error) {
      refuse(error, undefined);
      const code: RefusalCode | null = error instanceof Refusal ? error.code : null;
      if (code === 'limit-exceeded') close(closeCodes.roomFull, 'the room is full');
      else close(closeCodes.tokenInvalid, 'the token is refused');
    }
  }

  async function handle(message: ClientMessage): Promise<void> {
    if (message.type === 'hello') return enter(message);
    if (place === null) throw new Refusal('out-of-order', 'say hello first', 'type');
    const value = await handleMessage(message, { ...place, tokens, attestations });
    if ('request' in message && value !== undefined) send({ type: 'reply', request: message.request, value });
    if (message.type === 'leave') close(1000, 'left');
  }

  async function receive(data: RawData, isBinary: boolean): Promise<void> {
    if (!allow()) return refuse(new Refusal('limit-exceeded', 'too many messages; slow down'), undefined);
    if (isBinary) return refuse(new Refusal('message-invalid', 'messages are text'), undefined);
    const text = data.toString();
    try {
      await handle(parseMessage(text));
    } catch (error) {
      refuse(error, requestOf(text));
    }
  }

  socket.on('message', (data, isBinary) => void receive(data, isBinary));
  // `ws` reports a frame over its hard limit here and closes the socket itself.
  socket.on('error', (error) => log(`signalling connection: ${error.message}`));
  socket.on('close', (code) => {
    clearTimeout(helloTimer);
    clearInterval(beat);
    if (place === null) return;
    // A page that is closed or left says so; a connection that breaks does not.
    if (code === goingAway && place.seat.link === link) place.room.leave(place.seat);
    else place.room.lose(place.seat, link);
  });
}
