import type { SocketMessage, WebSocketLike } from '../../sdk/meeting/web-socket-like.ts';

/** A socket without a network, for inputs by the thousand. */
export interface FakeSocket extends WebSocketLike {
  readonly sent: string[];
  /** Binary frames. */
  readonly sentBytes: Uint8Array<ArrayBuffer>[];
  readonly closedWith: () => number | null;
  open(): void;
  /** Hands `data` to whoever listens, as if it had come from the other side. */
  deliver(data: unknown): void;
  /** The other side goes away. */
  lose(): void;
}

export function createFakeSocket(readyState = 1): FakeSocket {
  const listeners: Record<string, ((event: SocketMessage) => void)[]> = {};
  const sent: string[] = [];
  const sentBytes: Uint8Array<ArrayBuffer>[] = [];
  let state = readyState;
  let code: number | null = null;
  const emit = (type: string, event: SocketMessage = {}): void => {
    for (const listener of listeners[type] ?? []) listener(event);
  };
  return {
    get readyState() {
      return state;
    },
    sent,
    closedWith: () => code,
    sentBytes,
    send: (data) => (typeof data === 'string' ? sent.push(data) : sentBytes.push(data)),
    close(value = 1005) {
      code ??= value;
      state = 3;
    },
    addEventListener(type: string, listener: (event: SocketMessage) => void) {
      listeners[type] = [...(listeners[type] ?? []), listener];
    },
    open() {
      state = 1;
      emit('open');
    },
    deliver: (data) => emit('message', { data }),
    lose() {
      state = 3;
      emit('close');
    },
  };
}
