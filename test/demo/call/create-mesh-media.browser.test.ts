import { Subject } from 'rxjs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { CallMedia } from '../../../demo/call/call-media.ts';
import { createMeshMedia } from '../../../demo/call/create-mesh-media.ts';
import { createOwnMedia } from '../../../demo/call/create-own-media.ts';
import type { News, SignalChannel } from '../../../demo/call/create-signal-channel.ts';
import type { RelayedSignal } from '../../../demo/server/client-messages.ts';
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

/** Somebody with a camera, whose signals reach the other as soon as they are sent, unless they are lost. */
function join(
  id: string,
  heard: Subject<News>,
  tell: Subject<News>,
  isLost: (signal: RelayedSignal) => boolean = () => false,
): CallMedia {
  const canvas = document.createElement('canvas');
  const drawing = setInterval(() => canvas.getContext('2d')?.fillRect(0, 0, 10, 10), 50);
  closing.push(() => clearInterval(drawing));
  const own = createOwnMedia(canvas.captureStream());
  const channel = {
    news$: heard,
    send: (message) => {
      if (message.type === 'relay' && !isLost(message.signal))
        tell.next({ type: 'relay', from: id, signal: message.signal });
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

/** Until pictures of somebody are seen. */
async function arrives(media: CallMedia, from: string): Promise<void> {
  const seen = document.createElement('video');
  seen.muted = true;
  seen.autoplay = true;
  const showing = media.streams$.subscribe((streams) => {
    seen.srcObject = streams.get(from) ?? null;
  });
  closing.push(() => showing.unsubscribe());
  await vi.waitFor(() => expect(seen.videoWidth).toBeGreaterThan(2), 10_000);
}

describe('createMeshMedia', () => {
  it('connects somebody whose roster comes after the offer', async () => {
    const [toAda, toBen] = [new Subject<News>(), new Subject<News>()];
    const ada = join('ada', toAda, toBen);
    const ben = join('ben', toBen, toAda);
    const offered = vi.fn();
    toAda.subscribe(offered);
    ben.reconcile([entry('ada')]);
    await vi.waitUntil(() => offered.mock.calls.length > 0);
    ada.reconcile([entry('ben')]);
    await Promise.all([arrives(ada, 'ben'), arrives(ben, 'ada')]);
  });

  it('connects two who learn of each other at once, with one offer', async () => {
    const [toAda, toBen] = [new Subject<News>(), new Subject<News>()];
    let offers = 0;
    const count = (signal: RelayedSignal): boolean => {
      if (signal.kind === 'description' && signal.description.type === 'offer') offers += 1;
      return false;
    };
    const ada = join('ada', toAda, toBen, count);
    const ben = join('ben', toBen, toAda, count);
    ada.reconcile([entry('ben')]);
    ben.reconcile([entry('ada')]);
    await Promise.all([arrives(ada, 'ben'), arrives(ben, 'ada')]);
    expect(offers).toBe(1);
  });

  it('looks for a way anew where every candidate was lost', async () => {
    const [toAda, toBen] = [new Subject<News>(), new Subject<News>()];
    let answered = false;
    let offeredAnew = false;
    const isLost = (signal: RelayedSignal): boolean => {
      if (signal.kind === 'candidate') return !offeredAnew;
      if (signal.description.type === 'answer') answered = true;
      else offeredAnew = answered;
      return false;
    };
    const ada = join('ada', toAda, toBen, isLost);
    const ben = join('ben', toBen, toAda, isLost);
    ben.reconcile([entry('ada')]);
    ada.reconcile([entry('ben')]);
    await Promise.all([arrives(ada, 'ben'), arrives(ben, 'ada')]);
    expect(offeredAnew).toBe(true);
  });
});
