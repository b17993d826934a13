import { expect, it, onTestFinished, vi } from 'vitest';
import { WebSocket } from 'ws';
import { attestOwnKey } from '../../../demo/call/attest-own-key.ts';
import type { SignalChannel } from '../../../demo/call/create-signal-channel.ts';
import { encodeContribution } from '../../../sdk/meeting/contribution-vector.ts';
import { createAggregationClient } from '../../../sdk/meeting/create-aggregation-client.ts';
import { groupSignals } from '../../../sdk/meeting/group-signals.ts';
import type { GroupView } from '../../../sdk/vocabulary.ts';
import { findContributions } from '../../server/secure/find-contributions.ts';
import { join, type SignalClient } from './signal-client.ts';
import { startDemo } from './start-demo.ts';

const until = (condition: () => boolean): Promise<unknown> =>
  vi.waitUntil(condition, { timeout: 60_000, interval: 50 });

/** The page's channel over a bare connection: requests alone, which is all that is asked of it here. */
function channelOf(client: SignalClient): Pick<SignalChannel, 'request'> {
  let counter = 0;
  return {
    async request(message) {
      counter += 1;
      const request = counter;
      client.say({ ...message, request });
      const { value } = await client.hears('reply', (reply) => reply.request === request);
      return value as never;
    },
  };
}

it('six participants of one room come to a view, and the server was sent nobody’s contribution', async () => {
  const server = await startDemo({ env: { ASSENT_NO_SFU: '1', ASSENT_WINDOW_SECONDS: '4' } });
  const sent: (string | Uint8Array)[] = [];
  const views = await Promise.all(
    Array.from({ length: 6 }, async (_, index) => {
      const place = await join(server, 'room', `Person ${index}`);
      const { self, meetingId } = await place.hears('welcome');
      const channel = channelOf(place) as SignalChannel;
      const isInCall = (id: string): boolean =>
        place.heard.some(
          (message) => message.type === 'roster' && message.participants.some((it) => it.id === id),
        );
      const client = createAggregationClient({
        connect() {
          const socket = new WebSocket(`${server.url.replace('http', 'ws')}/aggregate`);
          const send = socket.send.bind(socket);
          socket.send = (data: string | Uint8Array) => {
            sent.push(data);
            send(data);
          };
          return socket;
        },
        token: async () => (await channel.request<'aggregate-token'>({ type: 'aggregate-token' })).token,
        secure: { meetingId, ...attestOwnKey(channel, self.id, isInCall) },
      });
      onTestFinished(() => client.close());
      const seen: GroupView[] = [];
      client.group$.subscribe((view) => seen.push(view));
      client.due$.subscribe(() => {
        let counts: readonly number[] | null = encodeContribution(groupSignals.map(() => index % 2));
        client.contribute({
          consume() {
            const vector = counts;
            counts = null;
            return vector;
          },
        });
      });
      return seen;
    }),
  );
  await until(() => views.every((seen) => seen.some((view) => view.kind === 'digest')));
  expect(sent.filter((data) => typeof data !== 'string').length).toBeGreaterThan(30);
  for (const data of sent) {
    expect(findContributions(typeof data === 'string' ? data : new Uint8Array(data))).toEqual([]);
  }
}, 90_000);
