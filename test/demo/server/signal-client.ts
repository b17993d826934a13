import { WebSocket } from 'ws';
import type { DemoServer } from '../../../demo/server/create-demo-server.ts';
import type { RosterEntry, ServerMessage } from '../../../demo/server/server-messages.ts';

/** A participant's page, as far as the server can tell. */
export interface SignalClient {
  readonly socket: WebSocket;
  readonly heard: readonly ServerMessage[];
  /** The close code, once the server closed. */
  readonly closed: Promise<number>;
  say(message: unknown): void;
  /** Resolves with the first message, from now or earlier, that is as wanted. */
  hears<T extends ServerMessage['type']>(
    type: T,
    is?: (message: Extract<ServerMessage, { type: T }>) => boolean,
  ): Promise<Extract<ServerMessage, { type: T }>>;
  /** Resolves with the newest roster once it is as wanted. */
  roster(is: (participants: readonly RosterEntry[]) => boolean): Promise<readonly RosterEntry[]>;
}

/** Asks for a place, by the public API. */
export async function askToken(
  server: DemoServer,
  room: string,
  name: string,
  kind = 'person',
): Promise<string> {
  const response = await fetch(`${server.url}/api/rooms/${room}/join`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name, kind }),
  });
  const { token } = (await response.json()) as { token: string };
  return token;
}

/** Opens the signalling connection without a word. */
export async function openSignal(
  server: DemoServer,
  headers: Record<string, string> = {},
): Promise<SignalClient> {
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/signal`, { headers });
  const heard: ServerMessage[] = [];
  socket.on('message', (data) => heard.push(JSON.parse(String(data)) as ServerMessage));
  const closed = new Promise<number>((resolve) => socket.once('close', (code) => resolve(code)));
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });

  async function eventually<T>(read: () => T | undefined, wanted: string): Promise<T> {
    const until = performance.now() + 3_000;
    for (;;) {
      const value = read();
      if (value !== undefined) return value;
      if (performance.now() > until)
        throw new Error(`no ${wanted} in ${JSON.stringify(heard).slice(0, 2_000)}`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  return {
    socket,
    heard,
    closed,
    say: (message) => socket.send(typeof message === 'string' ? message : JSON.stringify(message)),
    hears: (type, is = () => true) => {
      type Wanted = Extract<ServerMessage, { type: typeof type }>;
      const find = () =>
        heard.find((message) => message.type === type && is(message as Wanted)) as Wanted | undefined;
      return eventually(find, type);
    },
    roster: (is) =>
      eventually(() => {
        const newest = heard.findLast((message) => message.type === 'roster');
        return newest?.type === 'roster' && is(newest.participants) ? newest.participants : undefined;
      }, 'such roster'),
  };
}

/** Joins a room as a page does, and waits to be in. */
export async function join(
  server: DemoServer,
  room: string,
  name: string,
  kind = 'person',
): Promise<SignalClient & { readonly id: string }> {
  const token = await askToken(server, room, name, kind);
  const client = await openSignal(server);
  client.say({ type: 'hello', token, receive: true });
  const { self } = await client.hears('welcome');
  return { ...client, id: self.id };
}
