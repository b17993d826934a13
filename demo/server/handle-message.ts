import type { ClientMessage, ClientRequest } from './client-messages.ts';
import type { Attestations } from './create-attestations.ts';
import type { Room } from './create-room.ts';
import type { SfuSeat } from './create-sfu-seat.ts';
import type { Tokens } from './create-tokens.ts';
import { Refusal } from './refusal.ts';
import type { Seat } from './seat.ts';
import type { Replies, ServerMessage } from './server-messages.ts';

/** Where a message comes from. */
export interface Sender {
  readonly room: Room;
  readonly seat: Seat;
  readonly tokens: Tokens;
  readonly attestations: Attestations;
}

/** What a message that is no request yields. */
type Reply = Replies[ClientRequest['type']] | undefined;

/** Messages that are kept for somebody whose connection broke; a negotiation takes about twenty. */
const mostMissed = 256;

/**
 * Does what one message of a participant in a room asks for.
 *
 * @returns the value of the reply; `undefined` where none is due
 * @throws Refusal if it cannot be done; whatever mediasoup says stands in its message
 */
export async function handleMessage(message: ClientMessage, sender: Sender): Promise<Reply> {
  const { room, seat } = sender;
  switch (message.type) {
    case 'hello':
      throw new Refusal('out-of-order', 'you are in the room already', 'type');
    case 'leave':
      room.leave(seat);
      return undefined;
    case 'unanimity':
      room.unanimity.say(seat.id, message.consents);
      return undefined;
    case 'media':
      seat.microphone = message.microphone;
      seat.camera = message.camera;
      seat.sfu?.setMuted('audio', message.microphone);
      seat.sfu?.setMuted('video', message.camera);
      room.changed();
      return undefined;
    case 'relay': {
      if (room.transport().transport !== 'mesh')
        throw new Refusal('out-of-order', 'this room has an SFU', 'type');
      const to = message.to === seat.id ? undefined : room.seat(message.to);
      if (to === undefined) throw new Refusal('not-found', 'nobody else of that id is here', 'to');
      deliver(to, { type: 'relay', from: seat.id, signal: message.signal });
      return undefined;
    }
    case 'aggregate-token':
      return { token: await aggregateToken(sender) };
    case 'attest': {
      const { publicKey: issuerKey, attest } = sender.attestations;
      return { token: await attest(room.meetingId, seat.id, message.signingKey), issuerKey };
    }
    default: {
      if (seat.sfu === null) throw new Refusal('out-of-order', 'this room is a mesh', 'type');
      return askSfu(message, seat.sfu, sender);
    }
  }
}

function deliver(to: Seat, message: ServerMessage): void {
  if (to.link !== null) to.link.send(message);
  else if (to.missed.length < mostMissed) to.missed.push(message);
  else throw new Refusal('limit-exceeded', 'they are away, and too much waits for them', 'to');
}

async function aggregateToken({ room, seat, tokens }: Sender): Promise<string> {
  return tokens.issue('aggregate', {
    participantId: seat.id,
    roomId: room.id,
    name: seat.name,
    kind: seat.kind,
    host: seat.host,
    meetingId: room.meetingId,
  });
}

type SfuRequest = Exclude<ClientRequest, { type: 'aggregate-token' | 'attest' }>;

async function askSfu(message: SfuRequest, sfu: SfuSeat, { room, seat }: Sender): Promise<Reply> {
  try {
    switch (message.type) {
      case 'open-transport':
        return await sfu.openTransport(message);
      case 'connect-transport':
        return await sfu.connectTransport(message);
      case 'restart-ice':
        return await sfu.restartIce(message);
      case 'produce':
        return await sfu.produce(message);
      case 'close-producer':
        return sfu.closeProducer(message.producerId);
      case 'consume': {
        const others = room.seats().filter((other) => other !== seat);
        const producers = others.flatMap((other) => other.sfu?.producers() ?? []);
        return await sfu.consume(message.producerId, producers);
      }
      case 'resume-consumer':
        return await sfu.resumeConsumer(message.consumerId);
    }
  } catch (cause) {
    if (cause instanceof Refusal) throw cause;
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Refusal('sfu-failed', `the SFU refused: ${why}`, undefined, { cause });
  }
}
