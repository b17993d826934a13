import type { Page } from 'playwright-core';

/** How often the page and its frames used what measuring needs; counted at the platform, not in our code. */
export interface PlatformCalls {
  readonly workersMade: number;
  readonly workersTerminated: number;
  readonly audioContextsMade: number;
  readonly audioContextsClosed: number;
  readonly trackReaders: number;
  readonly frameCallbacks: number;
  readonly picturesOfVideo: number;
}

/** Counts from before the first script of every document of the page. */
export async function countPlatformCalls(page: Page): Promise<void> {
  // The benches are run by a loader that marks functions with their names.
  await page.addInitScript({
    content: `globalThis.__name ??= (named) => named; (${installPlatformCounters})();`,
  });
}

/** Runs in the page, before its first script. */
export function installPlatformCounters(): void {
  const counts = {
    workersMade: 0,
    workersTerminated: 0,
    audioContextsMade: 0,
    audioContextsClosed: 0,
    trackReaders: 0,
    frameCallbacks: 0,
    picturesOfVideo: 0,
  };
  Object.assign(window, { platformCalls: counts });
  type Name = keyof typeof counts;

  const countConstruction = (name: string, key: Name): void => {
    const original = Reflect.get(window, name);
    if (typeof original !== 'function') return;
    Reflect.set(
      window,
      name,
      new Proxy(original, {
        construct(target, args, newTarget) {
          counts[key] += 1;
          return Reflect.construct(target, args, newTarget);
        },
      }),
    );
  };
  countConstruction('Worker', 'workersMade');
  countConstruction('SharedWorker', 'workersMade');
  countConstruction('AudioContext', 'audioContextsMade');
  countConstruction('OfflineAudioContext', 'audioContextsMade');
  countConstruction('MediaStreamTrackProcessor', 'trackReaders');
  countConstruction('ImageCapture', 'trackReaders');
  countConstruction('MediaRecorder', 'trackReaders');
  countConstruction('RTCRtpScriptTransform', 'trackReaders');
  countConstruction('VideoFrame', 'picturesOfVideo');

  const countCalls = (
    owner: object,
    name: string,
    key: Name,
    counted: (args: unknown[]) => boolean = () => true,
  ): void => {
    const original = Reflect.get(owner, name);
    if (typeof original !== 'function') return;
    Reflect.set(owner, name, function (this: unknown, ...args: unknown[]) {
      if (counted(args)) counts[key] += 1;
      return Reflect.apply(original, this, args);
    });
  };
  const isVideo = ([source]: unknown[]): boolean => source instanceof HTMLVideoElement;
  countCalls(Worker.prototype, 'terminate', 'workersTerminated');
  countCalls(AudioContext.prototype, 'close', 'audioContextsClosed');
  countCalls(HTMLVideoElement.prototype, 'requestVideoFrameCallback', 'frameCallbacks');
  countCalls(window, 'createImageBitmap', 'picturesOfVideo', isVideo);
  countCalls(CanvasRenderingContext2D.prototype, 'drawImage', 'picturesOfVideo', isVideo);
  countCalls(OffscreenCanvasRenderingContext2D.prototype, 'drawImage', 'picturesOfVideo', isVideo);
  for (const gl of [WebGLRenderingContext, WebGL2RenderingContext]) {
    countCalls(gl.prototype, 'texImage2D', 'picturesOfVideo', (args) => args.some((arg) => isVideo([arg])));
  }
}

/** What the page has used up to now, without its frames. */
export async function platformCalls(page: Page): Promise<PlatformCalls> {
  return await page.evaluate(() => Reflect.get(window, 'platformCalls') as PlatformCalls);
}
