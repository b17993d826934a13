import type { Analyse, Contender } from './contender.ts';
import { openBare } from './open-bare.ts';
import { openHuman } from './open-human.ts';

/** What the page tells a contender in a worker. */
export interface PeerRequest {
  readonly contender: Exclude<Contender, 'assent'>;
  readonly frames: ReadableStream<VideoFrame>;
}

const openers: Readonly<Record<PeerRequest['contender'], () => Promise<Analyse>>> = {
  bare: openBare,
  'human-fresh': () => openHuman('fresh'),
  'human-cached': () => openHuman('cached'),
  nobody: async () => () => undefined,
};

async function run({ contender, frames }: PeerRequest): Promise<void> {
  const analyse = await openers[contender]();
  const reader = frames.getReader();
  for (;;) {
    const { done, value: frame } = await reader.read();
    if (done) return;
    await analyse(frame);
    frame.close();
    postMessage('measured');
  }
}

addEventListener('message', ({ data }: MessageEvent<PeerRequest>) => {
  run(data).catch((cause: unknown) => {
    setTimeout(() => {
      throw cause;
    });
  });
});
