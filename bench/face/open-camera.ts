import type { Footage } from './contender.ts';
import type { FeedRequest } from './feed.worker.ts';

/** A camera track that a worker paints, so that the page's main thread has nothing to do with it. */
export async function openCamera(cameraHz: number): Promise<MediaStreamVideoTrack> {
  const footage = (await (await fetch('/footage.json')).json()) as Footage;
  const planes = await (await fetch('/footage.i420')).arrayBuffer();
  const generator = new MediaStreamTrackGenerator({ kind: 'video' });
  const feed = new Worker(new URL('./feed.worker.ts', import.meta.url), { type: 'module' });
  const request: FeedRequest = { writable: generator.writable, footage, planes, cameraHz };
  feed.postMessage(request, [generator.writable, planes]);
  return generator;
}
