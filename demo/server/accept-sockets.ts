import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';

/** What serves the sockets of one path. */
export type SocketHandler = (socket: WebSocket) => void;

/** Owns the server's WebSockets. */
export interface Sockets {
  /** Tells every page that the server goes away, and lets go of those that do not answer. */
  close(): void;
}

/** The hard limit of a frame; over it `ws` closes the connection with code 1009. */
const mostFrameBytes = 256 * 1024;

/**
 * Accepts WebSockets on the given paths, from pages of this origin alone: a
 * foreign page cannot speak for its visitor. Connections that stop answering
 * pings are let go.
 */
export function acceptSockets(
  server: Server,
  paths: Readonly<Record<string, SocketHandler>>,
  heartbeatMs: number,
): Sockets {
  const acceptor = new WebSocketServer({
    noServer: true,
    maxPayload: mostFrameBytes,
    perMessageDeflate: false,
  });
  const answered = new WeakSet<WebSocket>();

  const heartbeat = setInterval(() => {
    for (const socket of acceptor.clients) {
      if (!answered.has(socket)) {
        socket.terminate();
        continue;
      }
      answered.delete(socket);
      socket.ping();
    }
  }, heartbeatMs);

  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    stream.on('error', () => stream.destroy());
    const handler = paths[new URL(request.url ?? '/', 'http://self').pathname];
    if (handler === undefined) return reject(stream, '404 Not Found');
    if (!sameOrigin(request)) return reject(stream, '403 Forbidden');
    acceptor.handleUpgrade(request, stream, head, (socket) => {
      answered.add(socket);
      socket.on('pong', () => answered.add(socket));
      socket.on('error', () => undefined);
      handler(socket);
    });
  });

  return {
    close() {
      clearInterval(heartbeat);
      for (const socket of acceptor.clients) socket.close(1001, 'the server stops');
      setTimeout(() => {
        for (const socket of acceptor.clients) socket.terminate();
      }, 500).unref();
      acceptor.close();
    },
  };
}

function sameOrigin({ headers }: IncomingMessage): boolean {
  // Only browsers send an Origin, and only they act for a visitor.
  if (headers.origin === undefined) return true;
  return URL.canParse(headers.origin) && new URL(headers.origin).host === headers.host;
}

function reject(stream: Duplex, status: string): void {
  stream.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
