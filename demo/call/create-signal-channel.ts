import { BehaviorSubject, type Observable, Subject } from 'rxjs';
import type { ClientMessage, ClientMessageOf, ClientRequest } from '../server/client-messages.ts';
import type { Replies, ServerMessage } from '../server/server-messages.ts';
import { CallProblem } from './call-problem.ts';

/** A request without its number, which the channel gives. */
export type RequestBody<T extends ClientRequest['type']> = Omit<ClientMessageOf<T>, 'request'>;

/** What the server says of its own accord. */
export type News = Exclude<ServerMessage, { type: 'reply' | 'beat' }>;

/** The connection to the server, over its breaks. */
export interface SignalChannel {
  readonly news$: Observable<News>;
  /** Replayed; `connecting` also while it tries again. */
  readonly state$: Observable<'connecting' | 'open' | 'closed'>;
  /** Why the channel closed, or broke; not replayed. */
  readonly problems$: Observable<CallProblem>;
  /** Waits for the connection to come back if it is broken. */
  send(message: Exclude<ClientMessage, ClientRequest>): void;
  /** @throws CallProblem `message-refused`, or `connection-lost` if the connection broke meanwhile. */
  request<T extends ClientRequest['type']>(message: RequestBody<T>): Promise<Replies[T]>;
  /** Whether requests about media were lost since the last call of this: the two sides may disagree then. */
  takeInterrupted(): boolean;
  close(): void;
}

interface Pending {
  readonly type: ClientRequest['type'];
  resolve(value: never): void;
  reject(problem: CallProblem): void;
}

/** The server sends something at least every 5 s. */
const silenceMs = 16_000;
/** After this long without a connection the place is long gone. */
const patienceMs = 60_000;
const longestWaitMs = 5_000;
/** Codes from here up are the server's own: it does not want this page back. */
const finalCodes = 4_000;

/** Connects with a token, says hello, and stays connected until `close()`, a refusal, or a minute without success. */
export function createSignalChannel(url: string, firstToken: string, receive: boolean): SignalChannel {
  const news = new Subject<News>();
  const states = new BehaviorSubject<'connecting' | 'open' | 'closed'>('connecting');
  const problems = new Subject<CallProblem>();
  const waiting = new Map<number, Pending>();
  const outbox: ClientMessage[] = [];
  let socket: WebSocket | null = null;
  let token = firstToken;
  let counter = 0;
  let attempt = 0;
  let brokenAtMs = performance.now();
  let heardAtMs = performance.now();
  let interrupted = false;
  let lastRefusal = '';
  let retry: ReturnType<typeof setTimeout> | undefined;

  const watchdog = setInterval(() => {
    // `close()` alone would wait for the dead peer's answer.
    if (socket && performance.now() - heardAtMs > silenceMs) broken(socket, 1006);
  }, 2_000);

  function connect(): void {
    const opened = new WebSocket(url);
    socket = opened;
    heardAtMs = performance.now();
    opened.addEventListener('open', () => opened.send(JSON.stringify({ type: 'hello', token, receive })));
    opened.addEventListener('message', ({ data }) => {
      if (socket === opened) read(JSON.parse(String(data)) as ServerMessage);
    });
    opened.addEventListener('close', ({ code }) => broken(opened, code));
  }

  function read(message: ServerMessage): void {
    heardAtMs = performance.now();
    if (message.type === 'beat') return;
    if (message.type === 'reply') {
      waiting.get(message.request)?.resolve(message.value as never);
      waiting.delete(message.request);
      return;
    }
    if (message.type === 'error' && message.request !== undefined) {
      waiting.get(message.request)?.reject(new CallProblem('message-refused', message.message));
      waiting.delete(message.request);
      return;
    }
    if (message.type === 'error') lastRefusal = message.message;
    if (message.type === 'welcome') {
      token = message.resumeToken;
      attempt = 0;
      states.next('open');
    }
    news.next(message);
    if (message.type === 'welcome') for (const kept of outbox.splice(0)) transmit(kept);
  }

  function broken(which: WebSocket, code: number): void {
    if (socket !== which) return;
    socket = null;
    which.close();
    if (states.value === 'closed') return;
    if (states.value === 'open') brokenAtMs = performance.now();
    fail(new CallProblem('connection-lost', 'The connection to the call broke.'));
    if (code >= finalCodes) {
      end(new CallProblem('refused', refusalText(code)));
      return;
    }
    if (performance.now() - brokenAtMs > patienceMs) {
      end(new CallProblem('connection-lost', 'The call cannot be reached any more.'));
      return;
    }
    if (states.value === 'open') {
      problems.next(new CallProblem('connection-lost', 'The connection to the call broke; trying again.'));
      states.next('connecting');
    }
    const waitMs = Math.min(longestWaitMs, 250 * 2 ** attempt) * (0.75 + Math.random() / 2);
    attempt += 1;
    retry = setTimeout(connect, waitMs);
  }

  function refusalText(code: number): string {
    if (code === 4002) return 'You joined this call from another window.';
    if (code === 4003) return 'This room is full.';
    return lastRefusal === '' ? 'The call refused this page.' : `The call refused this page: ${lastRefusal}.`;
  }

  function fail(problem: CallProblem): void {
    for (const { type, reject } of waiting.values()) {
      interrupted ||= isAboutMedia(type);
      reject(problem);
    }
    waiting.clear();
  }

  function end(problem: CallProblem | null): void {
    if (states.value === 'closed') return;
    clearInterval(watchdog);
    clearTimeout(retry);
    fail(problem ?? new CallProblem('connection-lost', 'You left the call.'));
    // Before the state, which ends the listening of whoever tells people about problems.
    if (problem) problems.next(problem);
    states.next('closed');
    for (const subject of [states, problems, news]) subject.complete();
  }

  function transmit(message: ClientMessage): void {
    if (states.value === 'open' && socket?.readyState === WebSocket.OPEN)
      socket.send(JSON.stringify(message));
    else if (states.value !== 'closed') outbox.push(message);
  }

  connect();
  return {
    news$: news,
    state$: states,
    problems$: problems,
    send: transmit,
    async request<T extends ClientRequest['type']>(message: RequestBody<T>): Promise<Replies[T]> {
      if (states.value !== 'open') {
        interrupted ||= isAboutMedia(message.type);
        throw new CallProblem('connection-lost', 'The call is not connected.');
      }
      counter += 1;
      const request = counter;
      return new Promise<Replies[T]>((resolve, reject) => {
        waiting.set(request, { type: message.type, resolve, reject });
        transmit({ ...message, request } as unknown as ClientRequest);
      });
    },
    takeInterrupted() {
      const was = interrupted;
      interrupted = false;
      return was;
    },
    close() {
      transmit({ type: 'leave' });
      const last = socket;
      end(null);
      last?.close(1000, 'left');
    },
  };
}

function isAboutMedia(type: ClientRequest['type']): boolean {
  return type !== 'aggregate-token' && type !== 'attest';
}
