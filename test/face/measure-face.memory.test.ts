import { lastValueFrom, take } from 'rxjs';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { commands } from 'vitest/browser';
import { measureFace } from '../../sdk/face/client.ts';
import { giveConsent } from '../consent/give-consent.ts';
import type { HeldMemory, WorkerMemory } from './memory-commands.ts';
import { type PlayingClip, playClip } from './play-clip.ts';

declare module 'vitest/browser' {
  interface BrowserCommands {
    memoryWatch(): Promise<void>;
    memoryWorkers(): Promise<number>;
    memoryOfPage(): Promise<HeldMemory>;
    memoryOfWorker(): Promise<WorkerMemory>;
    memoryOfObjects(): Promise<number>;
  }
}

const assets = { models: '/assent/models', visionWasm: '/assent/vision-wasm/' };
/** As fast as frames come. */
const budget = { maximumRateHz: 60, maxCpuShare: 1 };
const kibibyte = 1024;

describe('the memory of the face path', () => {
  let clip: PlayingClip;
  beforeAll(() => commands.memoryWatch());
  beforeEach(async () => {
    clip = await playClip('franck.mp4', 20);
    // A camera that delivers more than can be measured.
    clip.video.playbackRate = 2;
  });
  afterEach(() => clip.stop());

  it('is given back whole, and the worker with it, whenever measuring ends', async () => {
    const { track } = clip;
    const measure = async (frames: number): Promise<void> => {
      const { grant, ledger } = await giveConsent('face');
      const frame$ = measureFace({ track, grant, assets, ...budget });
      if (frames > 0) await lastValueFrom(frame$.pipe(take(frames)));
      else frame$.subscribe();
      ledger.withdraw();
    };
    /** Some in the middle of loading. */
    const measureOften = async (loaded: number, unloaded: number): Promise<HeldMemory> => {
      for (let time = 0; time < unloaded; time++) await measure(0);
      for (let time = 0; time < loaded; time++) await measure(3);
      await vi.waitFor(async () => expect(await commands.memoryWorkers()).toBe(0), { timeout: 5000 });
      return await commands.memoryOfPage();
    };
    // What the page compiles and sets up once is no growth.
    const before = await measureOften(4, 30);
    const after = await measureOften(5, 25);
    // A stream of frames that is left to itself holds 2 KiB and the camera; a worker far more.
    expect(after.heapBytes - before.heapBytes).toBeLessThan(30 * kibibyte);
    expect(after.bufferBytes - before.bufferBytes).toBeLessThan(kibibyte);
    expect(track.readyState).toBe('live');
  }, 120_000);

  it('is flat over hundreds of frames, of which none stays open', async () => {
    const { track } = clip;
    const { grant } = await giveConsent('face');
    let frames = 0;
    const measuring = measureFace({ track, grant, assets, ...budget }).subscribe(() => {
      frames += 1;
    });
    const heldAfter = async (count: number): Promise<WorkerMemory> => {
      const until = frames + count;
      await vi.waitUntil(() => frames >= until, { timeout: 60_000 });
      return await commands.memoryOfWorker();
    };
    /** In the midst of a frame more is held than between two: the least of several looks is what stays. */
    const least = async (): Promise<WorkerMemory> => {
      const looks = [await heldAfter(10), await heldAfter(10), await heldAfter(10)];
      return looks.reduce((one, other) => (other.heapBytes < one.heapBytes ? other : one));
    };
    const leastObjects = async (): Promise<number> =>
      Math.min(await commands.memoryOfObjects(), await commands.memoryOfObjects());
    await heldAfter(80);
    const first = await least();
    const firstObjects = await leastObjects();
    await heldAfter(240);
    const last = await least();
    const lastObjects = await leastObjects();
    measuring.unsubscribe();
    // The smallest object that were kept for every frame would hold more.
    expect(lastObjects - firstObjects).toBeLessThan(8 * 240);
    // With what the engine compiles meanwhile. One observation of a face holds over 2 KiB.
    expect(last.heapBytes - first.heapBytes).toBeLessThan(240 * kibibyte);
    expect(last.bufferBytes - first.bufferBytes).toBeLessThan(kibibyte);
    expect(last.wasmBytes).toBe(first.wasmBytes);
    expect(last.wasmBytes).toBeGreaterThan(0);
    expect(last.openFrames).toBeLessThanOrEqual(1);
  }, 120_000);
});
