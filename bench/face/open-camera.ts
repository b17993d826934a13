import type { CameraChoice, Footage } from './contender.ts';
import type { FeedRequest } from './feed.worker.ts';

/** A camera track whose pictures the page's main thread has nothing to do with. */
export async function openCamera(camera: CameraChoice): Promise<MediaStreamVideoTrack> {
  return camera.kind === 'device' ? await openDevice() : await openFeed(camera.hz);
}

async function openDevice(): Promise<MediaStreamVideoTrack> {
  const [track] = (await navigator.mediaDevices.getUserMedia({ video: true })).getVideoTracks();
  if (track === undefined) throw new Error('the browser has no camera');
  return track as MediaStreamVideoTrack;
}

async function openFeed(cameraHz: number): Promise<MediaStreamVideoTrack> {
  const footage = (await (await fetch('/footage.json')).json()) as Footage;
  const planes = await (await fetch('/footage.i420')).arrayBuffer();
  const generator = new MediaStreamTrackGenerator({ kind: 'video' });
  const feed = new Worker(new URL('./feed.worker.ts', import.meta.url), { type: 'module' });
  const request: FeedRequest = { writable: generator.writable, footage, planes, cameraHz };
  feed.postMessage(request, [generator.writable, planes]);
  return generator;
}
