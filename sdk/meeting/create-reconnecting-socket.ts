import { AssentError } from '../errors.ts';
import { type BackoffOptions, backoffMs } from './backoff.ts';
import type { MeetingClock } from './meeting-clock.ts';
import type { WebSocketLike } from './web-socket-like.ts';

/** A connection to the service that comes back by itself. */
export interface ReconnectingSocket {
  /** Whether there is a socket, open or about to be. */
  readonly isThere: boolean;
  /** Whether it can be sent over at this moment. */
  readonly isOpen: boolean;
  send(data: string | Uint8Array<ArrayBuffer>): void;
  /** Greets with a fresh token over the same connection. */
  renew(): Promise<void>;
  /** The service has taken this participant in: waits begin at the shortest again. */
  settled(): void;
  /** Closes this connection and tries anew. */
  restart(code: number, reason: string): void;
  /** Closes for good. */
  end(code: number, reason: string): void;
}

/** Options of {@link createReconnectingSocket}. */
export interface ReconnectingSocketOptions {
  readonly connect: () => WebSocketLike;
  readonly token: () => Promise<string>;
  readonly clock: MeetingClock;
  readonly random: () => number;
  readonly backoff: BackoffOptions;
  /** The first thing that is said over a new connection. */
  readonly greet: (credential: string) => string;
  readonly onMessage: (data: unknown) => void;
  /** The connection is gone, and another one will be tried. */
  readonly onLost: () => void;
  readonly onProblem: (problem: AssentError) => void;
}

/** Connects, and connects again with exponential backoff and jitter, each time with a fresh token. */
export function createReconnectingSocket(options: ReconnectingSocketOptions): ReconnectingSocket {
  const { connect, token, clock, random, backoff, greet, onMessage, onLost, onProblem } = options;
  let socket: WebSocketLike | null = null;
  let attempt = 0;
  /** Which connection it is; what belongs to one before is void. */
  let connection = 0;
  let ended = false;
  let cancelRetry = (): void => {};

  void open();

  return {
    get isThere() {
      return socket !== null;
    },
    get isOpen() {
      return socket?.readyState === 1;
    },
    send(data) {
      socket?.send(data);
    },
    async renew() {
      const mine = connection;
      try {
        const credential = await token();
        if (mine === connection) socket?.send(greet(credential));
      } catch (cause) {
        // The connection lasts until the old token expires; reconnecting asks for a token again.
        if (!ended) onProblem(failed('No fresh token to be had.', cause));
      }
    },
    settled() {
      attempt = 0;
    },
    restart(code, reason) {
      socket?.close(code, reason);
      lose();
    },
    end(code, reason) {
      ended = true;
      cancelRetry();
      const last = socket;
      drop();
      last?.close(code, reason);
    },
  };

  function drop(): void {
    connection += 1;
    socket = null;
  }

  function lose(): void {
    if (ended || socket === null) return;
    drop();
    onLost();
    retry();
  }

  async function open(): Promise<void> {
    connection += 1;
    const mine = connection;
    const current = (): boolean => mine === connection && !ended;
    let candidate: WebSocketLike;
    let credential: string;
    try {
      credential = await token();
      if (!current()) return;
      candidate = connect();
    } catch (cause) {
      if (!current()) return;
      onProblem(failed('No connection to the aggregation service.', cause));
      retry();
      return;
    }
    socket = candidate;
    candidate.binaryType = 'arraybuffer';
    const lost = (): void => {
      if (current()) lose();
    };
    candidate.addEventListener('open', () => {
      if (current()) candidate.send(greet(credential));
    });
    candidate.addEventListener('message', ({ data }) => {
      if (current()) onMessage(data);
    });
    candidate.addEventListener('close', lost);
    candidate.addEventListener('error', lost);
  }

  function retry(): void {
    cancelRetry();
    cancelRetry = clock.schedule(backoffMs(attempt, random(), backoff), () => void open());
    attempt += 1;
  }
}

function failed(message: string, cause: unknown): AssentError {
  return new AssentError('aggregation-failed', message, { cause });
}
