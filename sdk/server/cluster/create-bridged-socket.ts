import type { SocketMessage, WebSocketLike } from '../../meeting/web-socket-like.ts';

/** How a bridged socket reaches the other side. */
export interface BridgeEnd {
  send(data: string | Uint8Array<ArrayBuffer>): void;
  close(code?: number, reason?: string): void;
  bufferedAmount(): number;
}

/** A socket whose other end is somewhere else: on another node, or behind a door that looked first. */
export interface BridgedSocket extends WebSocketLike {
  /** Hands on what the participant sent; kept until somebody listens. */
  deliver(data: unknown): void;
  /** The participant is gone. */
  lose(): void;
}

/** Creates a bridged socket that is open. */
export function createBridgedSocket(end: BridgeEnd): BridgedSocket {
  const onMessage = new Set<(event: SocketMessage) => void>();
  const onClose = new Set<() => void>();
  const early: unknown[] = [];
  let open = true;

  return {
    get readyState() {
      return open ? 1 : 3;
    },
    get bufferedAmount() {
      return end.bufferedAmount();
    },
    send(data) {
      if (open) end.send(data);
    },
    close(code, reason) {
      if (!open) return;
      open = false;
      end.close(code, reason);
    },
    addEventListener(type: string, listener: (event: SocketMessage) => void) {
      if (type === 'close') onClose.add(() => listener({}));
      if (type !== 'message') return;
      onMessage.add(listener);
      for (const data of early.splice(0)) listener({ data });
    },
    deliver(data) {
      if (!open) return;
      if (onMessage.size === 0) early.push(data);
      for (const listener of onMessage) listener({ data });
    },
    lose() {
      if (!open) return;
      open = false;
      for (const listener of onClose) listener();
    },
  };
}
