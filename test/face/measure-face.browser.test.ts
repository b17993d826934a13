import { lastValueFrom, type Observable, take, takeUntil, tap, timer, toArray } from 'rxjs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createFaceBehaviour } from '../../sdk/behaviour/create-face-behaviour.ts';
import type { ConsentGrant } from '../../sdk/consent/consent-grant.ts';
import { AssentError } from '../../sdk/errors.ts';
import { measureFace } from '../../sdk/face/client.ts';
import type { AssetUrls } from '../../sdk/models/asset-urls.ts';
import type { FaceFrame } from '../../sdk/vocabulary.ts';
import { giveConsent } from '../consent/give-consent.ts';
import { countPictures } from './count-pictures.ts';
import { countWorkers } from './counted-workers.ts';
import { playClip } from './play-clip.ts';

const assets: AssetUrls = { models: '/assent/models', visionWasm: '/assent/vision-wasm/' };
const cleanups: (() => void)[] = [];
afterEach(() => {
  for (const cleanup of cleanups.splice(0).reverse()) cleanup();
  vi.unstubAllGlobals();
});

async function playing(file: string, fromSeconds: number): Promise<MediaStreamTrack> {
  const clip = await playClip(file, fromSeconds);
  cleanups.push(clip.stop);
  return clip.track;
}

/** A camera that shows whatever is painted. */
function painted(paint: (context: CanvasRenderingContext2D) => void): MediaStreamTrack {
  const canvas = document.createElement('canvas');
  canvas.width = 640;
  canvas.height = 360;
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no canvas');
  const timer = setInterval(() => paint(context), 50);
  const [track] = canvas.captureStream(20).getVideoTracks();
  if (track === undefined) throw new Error('no track');
  cleanups.push(() => {
    clearInterval(timer);
    track.stop();
  });
  return track;
}

function forSeconds<T>(source$: Observable<T>, seconds: number): Promise<T[]> {
  return lastValueFrom(source$.pipe(takeUntil(timer(seconds * 1000)), toArray()));
}

async function failureOf(source$: Observable<unknown>): Promise<AssentError> {
  const error = await lastValueFrom(source$).then(
    () => new Error('completed'),
    (cause: unknown) => cause,
  );
  if (error instanceof AssentError) return error;
  throw error;
}

function meanSmile(frames: readonly FaceFrame[]): number {
  const smiles = frames.flatMap(({ actions }) => (actions === null ? [] : [actions.smile]));
  return smiles.reduce((sum, smile) => sum + smile, 0) / smiles.length;
}

describe('measureFace', () => {
  it('sees a neutral face, then the same man smiling, at the time of capture', async () => {
    const clip = await playClip('franck.mp4', 130);
    cleanups.push(clip.stop);
    const { grant } = await giveConsent('face');
    const frames: FaceFrame[] = [];
    const began = Date.now() / 1000;
    const subscription = measureFace({ track: clip.track, grant, assets }).subscribe((frame) =>
      frames.push(frame),
    );
    cleanups.push(() => subscription.unsubscribe());
    await vi.waitUntil(() => frames.at(-1)?.baseline === 'settled', { timeout: 20_000 });
    await new Promise((resolve) => setTimeout(resolve, 4000));
    const neutral = frames.splice(0).filter(({ baseline }) => baseline === 'settled');
    clip.video.currentTime = 153;
    await new Promise((resolve) => setTimeout(resolve, 1000));
    frames.length = 0;
    await new Promise((resolve) => setTimeout(resolve, 7000));
    const smiling = frames.splice(0);
    subscription.unsubscribe();

    expect(neutral.length).toBeGreaterThan(10);
    expect(meanSmile(neutral)).toBeLessThan(0.15);
    expect(meanSmile(smiling)).toBeGreaterThan(0.4);
    for (const frame of [...neutral, ...smiling]) {
      expect(frame.presence).toBe('single');
      expect(frame.quality).toBeGreaterThan(0.5);
      expect(frame.atSeconds).toBeGreaterThan(began);
      expect(frame.atSeconds).toBeLessThan(Date.now() / 1000);
      expect(Math.abs(frame.pose?.yawDegrees ?? 90)).toBeLessThan(40);
    }
    const behaviour = createFaceBehaviour();
    const measured = smiling.flatMap((frame) => behaviour.push(frame));
    expect(
      measured.filter(({ name, reading }) => name === 'smile' && reading.kind === 'measured').length,
    ).toBeGreaterThan(5);
  });

  it('keeps to the rate and the share of the processor that it was given', async () => {
    const track = await playing('franck.mp4', 20);
    const { grant } = await giveConsent('face');
    const slow$ = measureFace({ track, grant, assets, maximumRateHz: 3 });
    const frames = (await forSeconds(slow$, 8)).slice(1);
    const spanSeconds = (frames.at(-1)?.atSeconds ?? 0) - (frames[0]?.atSeconds ?? 0);
    expect(frames.length).toBeGreaterThan(3);
    expect((frames.length - 1) / spanSeconds).toBeLessThan(3.3);
    const thrifty = await forSeconds(measureFace({ track, grant, assets, maxCpuShare: 0.05 }), 8);
    expect(thrifty.length).toBeGreaterThan(0);
    expect(thrifty.length).toBeLessThan(20);
  });

  it('measures a face that fills the picture, as of somebody who leans towards the camera', async () => {
    const clip = await playClip('franck.mp4', 24);
    cleanups.push(clip.stop);
    const track = painted((context) => context.drawImage(clip.video, 90, 18, 170, 215, 0, 0, 640, 360));
    const { grant } = await giveConsent('face');
    const frames = await forSeconds(measureFace({ track, grant, assets }).pipe(take(10)), 50);
    expect(frames.map(({ presence }) => presence)).toEqual(Array(10).fill('single'));
    expect(frames.filter(({ actions }) => actions !== null).length).toBeGreaterThan(7);
  });

  it('closes every picture that it takes, either way to read them', async () => {
    for (const way of ['stream', 'one by one'] as const) {
      if (way === 'one by one') vi.stubGlobal('MediaStreamTrackProcessor', undefined);
      const workers = countWorkers();
      const pictures = countPictures(workers);
      const track = await playing('franck.mp4', 20);
      const { grant } = await giveConsent('face');
      const frames = await forSeconds(measureFace({ track, grant, assets }), 20);
      workers.restore();
      const { taken, open } = await pictures();
      expect(frames.length).toBeGreaterThan(10);
      expect(taken).toBeGreaterThanOrEqual(frames.length);
      expect(open, way).toBeLessThanOrEqual(1);
    }
  }, 120_000);

  it('measures nobody when two faces are in view', async () => {
    const clip = await playClip('franck.mp4', 20);
    cleanups.push(clip.stop);
    const track = painted((context) => {
      context.drawImage(clip.video, 0, 0, 320, 256);
      context.drawImage(clip.video, 320, 0, 320, 256);
    });
    const { grant } = await giveConsent('face');
    const frames = await forSeconds(measureFace({ track, grant, assets }).pipe(take(10)), 50);
    const several = frames.filter(({ presence }) => presence === 'several');
    expect(several.length).toBeGreaterThan(5);
    for (const frame of several) {
      expect(frame.actions).toBeNull();
      expect(frame.pose).toBeNull();
      expect(frame.shortfalls).toEqual(['several-faces']);
    }
  });

  it('says that there is no face', async () => {
    const track = painted((context) => {
      context.fillStyle = `hsl(${performance.now() / 50}deg 50% 50%)`;
      context.fillRect(0, 0, 640, 360);
    });
    const { grant } = await giveConsent('face');
    const frames = await forSeconds(measureFace({ track, grant, assets }).pipe(take(5)), 50);
    expect(frames.length).toBe(5);
    expect(new Set(frames.map(({ presence }) => presence))).toEqual(new Set(['absent']));
    expect(frames.at(-1)?.shortfalls).toEqual(['no-face']);
  });

  it('gives no actions of a dark picture, and the reason', async () => {
    const clip = await playClip('franck.mp4', 20);
    cleanups.push(clip.stop);
    const track = painted((context) => {
      context.drawImage(clip.video, 0, 0, 450, 360);
      context.fillStyle = 'rgb(0 0 0 / 96%)';
      context.fillRect(0, 0, 450, 360);
    });
    const { grant } = await giveConsent('face');
    const frames = await forSeconds(measureFace({ track, grant, assets }).pipe(take(8)), 50);
    expect(frames.length).toBe(8);
    expect(frames.map(({ actions }) => actions)).toEqual(Array(8).fill(null));
    for (const { presence, shortfalls } of frames) {
      expect(shortfalls).toContain(presence === 'absent' ? 'no-face' : 'too-dark');
    }
  });

  it('gives no actions of a blurred picture, and the reason', async () => {
    const clip = await playClip('franck.mp4', 20);
    cleanups.push(clip.stop);
    const small = new OffscreenCanvas(28, 22);
    const smallContext = small.getContext('2d');
    const track = painted((context) => {
      smallContext?.drawImage(clip.video, 0, 0, 28, 22);
      context.drawImage(small, 0, 0, 450, 360);
    });
    const { grant } = await giveConsent('face');
    const frames = await forSeconds(measureFace({ track, grant, assets }).pipe(take(8)), 50);
    expect(frames.length).toBe(8);
    expect(frames.map(({ actions }) => actions)).toEqual(Array(8).fill(null));
    for (const { presence, shortfalls } of frames) {
      expect(shortfalls).toContain(presence === 'absent' ? 'no-face' : 'blurred');
    }
  });

  it('emits nothing after a withdrawal, ends the worker at once and leaves the track alone', async () => {
    const workers = countWorkers();
    cleanups.push(workers.restore);
    const track = await playing('franck.mp4', 20);
    const { grant, ledger } = await giveConsent('face');
    const frames: FaceFrame[] = [];
    let completed = false;
    measureFace({ track, grant, assets }).subscribe({
      next: (frame) => frames.push(frame),
      complete: () => {
        completed = true;
      },
    });
    await vi.waitUntil(() => frames.length > 3, { timeout: 20_000 });
    ledger.withdraw();
    const seen = frames.length;
    expect(workers.count()).toEqual({ made: 1, terminated: 1 });
    expect(completed).toBe(true);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(frames.length).toBe(seen);
    expect(track.readyState).toBe('live');
    expect(track.enabled).toBe(true);
    expect(await failureOf(measureFace({ track, grant, assets }))).toMatchObject({ code: 'no-consent' });
    expect(workers.count().made).toBe(1);
  });

  it('is withdrawn in the middle of loading without a trace', async () => {
    const workers = countWorkers();
    cleanups.push(workers.restore);
    const track = await playing('franck.mp4', 20);
    const { grant, ledger } = await giveConsent('face');
    const frames = forSeconds(measureFace({ track, grant, assets }), 5);
    setTimeout(() => ledger.withdraw(), 150);
    expect(await frames).toEqual([]);
    expect(workers.count()).toEqual({ made: 1, terminated: 1 });
  });

  it('refuses a forged grant, one for the voice and one that has ended, before any worker', async () => {
    const workers = countWorkers();
    cleanups.push(workers.restore);
    const processor = vi.fn();
    vi.stubGlobal('MediaStreamTrackProcessor', processor);
    const track = await playing('franck.mp4', 20);
    const real = await giveConsent('face');
    const forged = { ...real.grant, signal: new AbortController().signal } as ConsentGrant;
    const voice = await giveConsent('voice');
    for (const grant of [forged, voice.grant]) {
      expect(await failureOf(measureFace({ track, grant, assets }))).toMatchObject({ code: 'no-consent' });
    }
    expect(workers.count().made).toBe(0);
    expect(processor).not.toHaveBeenCalled();
  });

  it('reads the frames one by one where MediaStreamTrackProcessor is missing', async () => {
    vi.stubGlobal('MediaStreamTrackProcessor', undefined);
    const track = await playing('franck.mp4', 153);
    const { grant } = await giveConsent('face');
    const frames = await forSeconds(measureFace({ track, grant, assets }).pipe(take(12)), 50);
    expect(frames.length).toBe(12);
    expect(frames.every(({ presence }) => presence === 'single')).toBe(true);
    for (const [index, frame] of frames.entries()) {
      expect(frame.atSeconds).toBeGreaterThan(frames[index - 1]?.atSeconds ?? 0);
      expect(Math.abs(frame.atSeconds - Date.now() / 1000)).toBeLessThan(50);
    }
    expect(track.readyState).toBe('live');
  });

  it('says what it lacks when there is neither way to read frames', async () => {
    vi.stubGlobal('MediaStreamTrackProcessor', undefined);
    const prototype = HTMLVideoElement.prototype;
    const original = prototype.requestVideoFrameCallback;
    Reflect.deleteProperty(prototype, 'requestVideoFrameCallback');
    cleanups.push(() => {
      prototype.requestVideoFrameCallback = original;
    });
    const track = await playing('franck.mp4', 20);
    const { grant } = await giveConsent('face');
    expect(await failureOf(measureFace({ track, grant, assets }))).toMatchObject({ code: 'unsupported' });
  });

  it('fails readably when the worker cannot be loaded or dies', async () => {
    const workers = countWorkers();
    cleanups.push(workers.restore);
    const track = await playing('franck.mp4', 20);
    const { grant } = await giveConsent('face');
    const dying = failureOf(measureFace({ track, grant, assets }));
    await new Promise((resolve) => setTimeout(resolve, 1000));
    // No protocol has this message: reading its kind throws inside the worker.
    workers.last()?.postMessage(null);
    expect(await dying).toMatchObject({ code: 'worker-failed' });
    expect(workers.count()).toEqual({ made: 1, terminated: 1 });

    workers.redirect(() => '/assent/no-such-worker.js');
    const unloadable = await failureOf(measureFace({ track, grant, assets }));
    expect(unloadable).toMatchObject({ code: 'worker-failed', message: 'The face worker failed to start.' });
    expect(track.readyState).toBe('live');
  });

  it('says unsupported where there is no WebGL', async () => {
    const workers = countWorkers();
    cleanups.push(workers.restore);
    workers.redirect((url) => {
      const withoutWebGl = 'OffscreenCanvas.prototype.getContext = () => null;';
      const modules = [
        `data:text/javascript,${encodeURIComponent(withoutWebGl)}`,
        new URL(url, location.href).href,
      ];
      const source = modules.map((module) => `import ${JSON.stringify(module)};`).join('\n');
      return URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
    });
    const track = await playing('franck.mp4', 20);
    const { grant } = await giveConsent('face');
    const failure = await failureOf(measureFace({ track, grant, assets }));
    expect(failure).toMatchObject({ code: 'unsupported' });
    expect(failure.message).toContain('WebGL');
  });

  it('tells that the track ended', async () => {
    const track = await playing('franck.mp4', 20);
    const { grant } = await giveConsent('face');
    const measuring = measureFace({ track, grant, assets });
    const failure = failureOf(measuring.pipe(tap(() => track.stop())));
    expect(await failure).toMatchObject({ code: 'track-ended' });
    expect(await failureOf(measureFace({ track, grant, assets }))).toMatchObject({ code: 'track-ended' });
  });

  it('tells that the track ended while the model was loading', async () => {
    const track = await playing('franck.mp4', 20);
    const { grant } = await giveConsent('face');
    const failure = failureOf(measureFace({ track, grant, assets }));
    track.stop();
    expect(await failure).toMatchObject({ code: 'track-ended' });
  });

  it('names a model that is missing', async () => {
    const track = await playing('franck.mp4', 20);
    const { grant } = await giveConsent('face');
    const elsewhere = { ...assets, models: '/assent/nowhere' };
    const failure = await failureOf(measureFace({ track, grant, assets: elsewhere }));
    expect(['model-unavailable', 'model-corrupt']).toContain(failure.code);
    expect(failure.message).toContain('face_landmarker.task');
  });

  it('throws on options that make no sense, naming them', async () => {
    const track = await playing('franck.mp4', 20);
    const { grant } = await giveConsent('face');
    const options = { track, grant, assets };
    expect(() => measureFace({ ...options, maximumRateHz: 0 })).toThrow(/maximumRateHz/);
    expect(() => measureFace({ ...options, maxCpuShare: 2 })).toThrow(/maxCpuShare/);
    expect(() =>
      measureFace({ ...options, assets: { ...assets, models: 'https://elsewhere.example/' } }),
    ).toThrow(/assets\.models/);
  });
});
