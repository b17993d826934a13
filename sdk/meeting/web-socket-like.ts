/** A message event, as far as it is looked at: text is a string, bytes are an ArrayBuffer or a view of one. */
export interface SocketMessage {
  readonly data?: unknown;
}

/**
 * The part of a WebSocket that both ends of the protocol use. The browser's `WebSocket` and the
 * sockets of `ws` (client and server side) have it as they are.
 */
export interface WebSocketLike {
  /** 0 connecting, 1 open, 2 closing, 3 closed. */
  readonly readyState: number;
  /** Bytes waiting to be sent, where the transport knows. */
  readonly bufferedAmount?: number;
  /** Set to `arraybuffer` by the client. */
  binaryType?: string;
  send(data: string | Uint8Array<ArrayBuffer>): void;
  close(code?: number, reason?: string): void;
  addEventListener(type: 'open' | 'close' | 'error', listener: () => void): void;
  addEventListener(type: 'message', listener: (event: SocketMessage) => void): void;
}
