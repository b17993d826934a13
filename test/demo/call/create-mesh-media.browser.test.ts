import { Subject } from 'rxjs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { CallMedia } from '../../../demo/call/call-media.ts';
import { createMeshMedia } from '../../../demo/call/create-mesh-media.ts';
import { createOwnMedia } from '../../../demo/call/create-own-media.ts';
import type { News, SignalChannel } from '../../../demo/call/create-signal-channel.ts';
import type { RosterEntry } from '../../../demo/server/server-messages.ts';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

const entry = (id: string): RosterEntry => ({
  id,
  name: id,
  kind: 'person',
  host: false,
  receive: true,
  microphone: 'off',
  camera: 'on',
  present: true,
  producers: {},
});

/** Somebody with a camera, whose signals reach the other as soon as they are sent. */
function join(id: string, heard: Subject<News>, tell: Subject<News>): CallMedia {
  const canvas = document.createElement('canvas');
  canvas.getContext('2d')?.fillRect(0, 0, 10, 10);
  const own = createOwnMedia(canvas.captureStream());
  const channel = {
    news$: heard,
    send: (message) => {
      if (message.type === 'relay') tell.next({ type: 'relay', from: id, signal: message.signal });
    },
  } satisfies Pick<SignalChannel, 'news$' | 'send'>;
  const media = createMeshMedia(id, {
    channel: channel as unknown as SignalChannel,
    own,
    kind: 'person',
    receive: true,
  });
  closing.push(() => media.close());
  return media;
}

describe('createMeshMedia', () => {
  for (const [first, second] of [
    ['ada', 'ben'],
    ['ben', 'ada'],
  ] as const)
    it(`connects ${first} with ${second}, whose roster comes after the offer`, async () => {
      const [toFirst, toSecond] = [new Subject<News>(), new Subject<News>()];
      const one = join(first, toFirst, toSecond);
      const other = join(second, toSecond, toFirst);
      const offered = vi.fn();
      toSecond.subscribe(offered);
      one.reconcile([entry(second)]);
      await vi.waitUntil(() => offered.mock.calls.length > 0);
      other.reconcile([entry(first)]);
      for (const [media, from] of [
        [one, second],
        [other, first],
      ] as const) {
        const kinds = vi.fn();
        media.streams$.subscribe((streams) =>
          kinds(
            streams
              .get(from)
              ?.getTracks()
              .map(({ kind }) => kind),
          ),
        );
        await vi.waitFor(() => expect(kinds).toHaveBeenLastCalledWith(['video']), 5000);
      }
    });
});
