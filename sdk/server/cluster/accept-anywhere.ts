import { AssentError } from '../../errors.ts';
import {
  protocolVersion,
  type RefusalCode,
  readClientMessage,
  writeMessage,
} from '../../meeting/messages.ts';
import type { SocketMessage, WebSocketLike } from '../../meeting/web-socket-like.ts';
import type { AggregatorSettings } from '../aggregator-options.ts';
import { createRateLimit } from '../create-rate-limit.ts';
import { verifyHello } from '../verify-hello.ts';
import { createBridgedSocket } from './create-bridged-socket.ts';
import type { Relay, RelayedSocket } from './create-relay.ts';
import type { MeetingCluster, MeetingHome } from './meeting-cluster.ts';

/** Where a socket may go from the door. */
export interface Doorway {
  readonly settings: AggregatorSettings;
  readonly cluster: MeetingCluster;
  readonly relay: Relay;
  /** Serves a socket whose meeting is at home here, or whose `hello` has to be refused. */
  readonly serve: (socket: WebSocketLike) => void;
}

const policyViolation = 1008;

/**
 * Takes a socket on whichever node it comes to: reads its `hello`, finds the home of the meeting that the
 * token names, and serves it here or relays it there.
 */
export function acceptAnywhere(socket: WebSocketLike, { settings, cluster, relay, serve }: Doorway): void {
  const { limits, clock } = settings;
  const rate = createRateLimit(limits.messagesPerSecond, limits.messageBurst, () => clock.nowMs());
  const early: unknown[] = [];
  let deliver: ((data: unknown) => void) | null = null;
  let lose = (): void => {};
  let gone = false;
  const cancelHello = clock.schedule(limits.helloSeconds * 1000, () => refuse('not-authenticated'));

  socket.addEventListener('message', ({ data }: SocketMessage) => {
    if (gone) return;
    if (deliver !== null) return deliver(data);
    early.push(data);
    if (early.length > limits.messageBurst) refuse('too-many-messages');
    else if (early.length === 1) void look(data);
  });
  socket.addEventListener('close', end);
  socket.addEventListener('error', end);

  function end(): void {
    if (gone) return;
    gone = true;
    cancelHello();
    lose();
  }

  function refuse(code: RefusalCode): void {
    if (gone) return;
    end();
    socket.send(writeMessage({ type: 'refused', v: protocolVersion, code, field: null }));
    socket.close(policyViolation, code);
  }

  async function look(first: unknown): Promise<void> {
    const home = await homeOf(first);
    if (gone) return;
    cancelHello();
    if (home.kind === 'unsettled') return refuse('busy');
    if (home.kind === 'here') serveHere();
    else sendThere(relay.bridge(socket, home.node));
    for (const data of early.splice(0)) deliver?.(data);
  }

  async function homeOf(first: unknown): Promise<MeetingHome> {
    try {
      const message = readClientMessage(first);
      if (message.type !== 'hello') return { kind: 'here' };
      const { meetingId } = await verifyHello(message.token, settings);
      return await cluster.locate(meetingId).catch((problem: unknown): MeetingHome => {
        settings.onProblem(problem);
        return { kind: 'unsettled' };
      });
    } catch (error) {
      if (!(error instanceof AssentError)) settings.onProblem(error);
      // Whoever serves it here refuses it with the right code.
      return { kind: 'here' };
    }
  }

  function serveHere(): void {
    const bridged = createBridgedSocket({
      send: (data) => socket.send(data),
      close: (code, reason) => socket.close(code, reason),
      bufferedAmount: () => socket.bufferedAmount ?? 0,
    });
    lose = bridged.lose;
    deliver = bridged.deliver;
    serve(bridged);
  }

  function sendThere(relayed: RelayedSocket): void {
    lose = relayed.lost;
    deliver = (data) => {
      if (!rate.take()) return refuse('too-many-messages');
      if (typeof data === 'string' && data.length > limits.messageLength) return refuse('message-too-long');
      if (typeof data === 'string') relayed.toHome(data);
      else if (data instanceof ArrayBuffer) relayed.toHome(new Uint8Array(data));
      else if (ArrayBuffer.isView(data)) {
        relayed.toHome(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
      } else refuse('message-invalid');
    };
  }
}
