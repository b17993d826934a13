import type { WebSocketLike } from '../../meeting/web-socket-like.ts';
import { type BridgedSocket, createBridgedSocket } from './create-bridged-socket.ts';
import type { MeetingCluster } from './meeting-cluster.ts';
import {
  type ConnectionMessage,
  carriedBy,
  carry,
  type RelayMessage,
  readRelayMessage,
} from './relay-message.ts';

/** Carries participants' connections between the node that has the socket and their meeting's home. */
export interface Relay {
  /** Connects a socket that is here with its meeting's home. */
  bridge(socket: BridgedSocket | WebSocketLike, home: string): RelayedSocket;
  /** How many sockets are here whose meetings are at home elsewhere. */
  readonly size: number;
  /** Has a meeting's home take a participant out. */
  leave(home: string, meetingId: string, participantId: string): void;
  /** Lets go of all of them. Resolves when what was still to be said to other nodes has been said. */
  close(code: number, reason: string): Promise<void>;
}

/** This node's end of a connection to another node. */
export interface RelayedSocket {
  toHome(data: string | Uint8Array): void;
  lost(): void;
}

/** Options of {@link createRelay}. */
export interface RelayOptions {
  readonly cluster: MeetingCluster;
  /** Serves a participant of a meeting that is at home here, whose socket is on another node. */
  readonly serve: (socket: WebSocketLike) => void;
  /** A participant of a meeting that is at home here has left the call. */
  readonly leave: (meetingId: string, participantId: string) => void;
  /** A socket with more bytes than this waiting to be sent is closed. */
  readonly bufferedBytes: number;
  /** This node was out of reach for so long that its meetings may be at home elsewhere by now. */
  readonly onLapse: () => void;
}

/** RFC 6455, section 7.4.1, as registered with IANA: the client does well to come back a little later. */
export const serviceRestart = 1012;
const policyViolation = 1008;

/** Begins to listen to the other nodes. */
export function createRelay(options: RelayOptions): Relay {
  const { cluster, serve, leave, bufferedBytes, onLapse } = options;
  /** Sockets that are here, by the number this node gave them. */
  const local = new Map<number, { readonly socket: WebSocketLike; readonly home: string }>();
  /** Sockets of other nodes, by node and number. */
  const remote = new Map<string, Map<number, BridgedSocket>>();
  /** What goes to one node goes there in order. */
  const queues = new Map<string, Promise<unknown>>();
  let nextId = 0;

  const stopListening = cluster.listen({
    received(from, text) {
      const message = readRelayMessage(text);
      if (message === null) return;
      if (message.kind === 'opened') open(from, message.id);
      else if (message.kind === 'leave') leave(message.meetingId, message.participantId);
      else if (message.toHome) atHome(from, message);
      else here(from, message);
    },
    lost: lose,
    lapsed: onLapse,
  });

  function tell(node: string, message: RelayMessage): void {
    const text = JSON.stringify(message);
    const before = queues.get(node) ?? Promise.resolve();
    const sent = before
      .then(() => cluster.send(node, text))
      .finally(() => {
        if (queues.get(node) === sent) queues.delete(node);
      });
    queues.set(node, sent);
  }

  function open(from: string, id: number): void {
    const own = remote.get(from) ?? new Map<number, BridgedSocket>();
    remote.set(from, own);
    const socket = createBridgedSocket({
      send: (data) => tell(from, carry(id, false, data)),
      close(code = 1005, reason = '') {
        own.delete(id);
        tell(from, { kind: 'closed', id, toHome: false, code, reason });
      },
      // What waits is measured where the socket is.
      bufferedAmount: () => 0,
    });
    own.set(id, socket);
    serve(socket);
  }

  function atHome(from: string, message: ConnectionMessage): void {
    const own = remote.get(from);
    const socket = own?.get(message.id);
    if (socket === undefined) {
      // Of a time that this node knows nothing of: the participant has to begin anew.
      if (message.kind !== 'closed') {
        const { id } = message;
        tell(from, { kind: 'closed', id, toHome: false, code: serviceRestart, reason: 'begin anew' });
      }
      return;
    }
    if (message.kind === 'closed') {
      own?.delete(message.id);
      socket.lose();
    } else socket.deliver(carriedBy(message));
  }

  function here(from: string, message: ConnectionMessage): void {
    const entry = local.get(message.id);
    if (entry === undefined || entry.home !== from) return;
    const { socket } = entry;
    if (message.kind === 'closed') {
      local.delete(message.id);
      // 1005 and the like stand for no code at all and must not be sent.
      if (message.code >= 1000 && message.code !== 1005 && message.code !== 1006) {
        socket.close(message.code, message.reason);
      } else socket.close();
      return;
    }
    if (socket.readyState !== 1) return;
    if ((socket.bufferedAmount ?? 0) > bufferedBytes) {
      drop(message.id, policyViolation, 'too slow');
      tell(from, { kind: 'closed', id: message.id, toHome: true, code: policyViolation, reason: 'too slow' });
      return;
    }
    const data = carriedBy(message);
    socket.send(typeof data === 'string' ? data : new Uint8Array(data));
  }

  function drop(id: number, code: number, reason: string): void {
    const entry = local.get(id);
    local.delete(id);
    entry?.socket.close(code, reason);
  }

  function lose(node: string): void {
    for (const [id, { home }] of [...local]) if (home === node) drop(id, serviceRestart, 'begin anew');
    const own = remote.get(node);
    remote.delete(node);
    for (const socket of own?.values() ?? []) socket.lose();
  }

  return {
    get size() {
      return local.size;
    },
    bridge(socket, home) {
      const id = nextId;
      nextId += 1;
      local.set(id, { socket, home });
      tell(home, { kind: 'opened', id });
      return {
        toHome(data) {
          if (local.has(id)) tell(home, carry(id, true, data));
        },
        lost() {
          if (!local.delete(id)) return;
          tell(home, { kind: 'closed', id, toHome: true, code: 1006, reason: '' });
        },
      };
    },
    leave: (home, meetingId, participantId) => tell(home, { kind: 'leave', meetingId, participantId }),
    async close(code, reason) {
      stopListening();
      for (const [id, { home }] of [...local]) {
        drop(id, code, reason);
        tell(home, { kind: 'closed', id, toHome: true, code, reason });
      }
      for (const own of remote.values()) for (const socket of own.values()) socket.lose();
      remote.clear();
      await Promise.all(queues.values());
    },
  };
}
