import { lastValueFrom, takeWhile, toArray } from 'rxjs';
import { afterEach, describe, expect, it } from 'vitest';
import { createFaceAffectHead } from '../../sdk/affect/create-face-affect-head.ts';
import { createFaceBehaviour } from '../../sdk/behaviour/create-face-behaviour.ts';
import { measureFace } from '../../sdk/face/client.ts';
import type { BehaviourName, FaceFrame, Reading } from '../../sdk/vocabulary.ts';
import { giveConsent } from '../consent/give-consent.ts';
import { countWorkers } from './counted-workers.ts';
import { paceClock } from './pace-clock.ts';
import { playClip } from './play-clip.ts';
import { openFaceShow, stillOf } from './show-pictures.ts';

const cleanups: (() => void)[] = [];
afterEach(() => {
  for (const cleanup of cleanups.splice(0).reverse()) cleanup();
});

const isBusy = ({ shortfalls }: FaceFrame): boolean => shortfalls.includes('processor-busy');

/** What is seen and guessed of an expression; whether a face is in view is not. */
const expressions: readonly BehaviourName[] = [
  'smile',
  'brow-raise',
  'brow-lower',
  'mouth-open',
  'smile-share',
  'head-nods',
  'head-shakes',
  'blink-rate',
];

describe('measureFace when time is scarce', () => {
  it('leaves the expression out, says so, goes on looking for others, and takes it up again', async () => {
    const workers = countWorkers();
    cleanups.push(workers.restore);
    const pace = paceClock(workers);
    const show = await openFaceShow(1);
    cleanups.push(show.close);
    const one = await stillOf('franck.mp4', 24);
    const two = new OffscreenCanvas(2 * one.width, one.height);
    for (const x of [0, one.width]) two.getContext('2d')?.drawImage(one, x, 0);
    const nobody = new OffscreenCanvas(one.width, one.height);
    nobody.getContext('2d')?.fillRect(0, 0, one.width, one.height);

    const behaviour = createFaceBehaviour();
    const head = createFaceAffectHead();
    const readings = new Map<BehaviourName, Reading>();
    let valence: Reading | undefined;
    const see = async (picture: OffscreenCanvas, thenSeconds: number): Promise<FaceFrame> => {
      const frame = await show.show(picture, thenSeconds);
      for (const { name, reading } of behaviour.push(frame)) readings.set(name, reading);
      valence = head.push(frame)?.valence ?? valence;
      return frame;
    };
    /** Shows the face until a frame is as wanted. */
    const until = async (wanted: (frame: FaceFrame) => boolean, thenSeconds: number): Promise<FaceFrame> => {
      for (let shown = 0; shown < 100; shown += 1) {
        const frame = await see(one, thenSeconds);
        if (wanted(frame)) return frame;
      }
      throw new Error('never came');
    };

    await pace(0.01);
    for (let shown = 0; shown < 80; shown += 1) await see(one, 1 / 12);
    expect(expressions.map((name) => readings.get(name)?.kind)).toEqual(expressions.map(() => 'measured'));
    expect(valence?.kind).toBe('measured');

    await pace(1000);
    // The very next picture, which still is one of those that are measured wholly.
    expect(await see(two, 1)).toMatchObject({ presence: 'several', actions: null, pose: null });
    const busy = await until(isBusy, 1);
    expect(busy).toMatchObject({ presence: 'single', actions: null, pose: null, quality: 0 });
    await see(one, 1);
    const left: Reading = { kind: 'abstained', reasons: ['processor-busy'] };
    expect(expressions.map((name) => readings.get(name))).toEqual(expressions.map(() => left));
    expect(valence).toEqual(left);
    expect(readings.get('face-in-view')).toMatchObject({ kind: 'measured', value: 1 });

    expect(await see(two, 1)).toMatchObject({ presence: 'several', shortfalls: ['several-faces'] });
    expect(await see(nobody, 1)).toMatchObject({ presence: 'absent', shortfalls: ['no-face'] });
    expect(isBusy(await see(one, 1))).toBe(true);

    await pace(0.01);
    const back = await until(({ actions }) => actions !== null, 1);
    // Nobody knows whether it is the same face.
    expect(back).toMatchObject({ presence: 'single', baseline: 'settling', shortfalls: [] });
    await until(() => readings.get('smile')?.kind === 'measured', 1 / 12);
  });

  it('keeps a budget that no expression can be measured with', async () => {
    const clip = await playClip('franck.mp4', 20);
    cleanups.push(clip.stop);
    const { grant } = await giveConsent('face');
    const assets = { models: '/assent/models', visionWasm: '/assent/vision-wasm/' };
    const measured$ = measureFace({ track: clip.track, grant, assets, maxCpuShare: 0.005 });
    const frames = await lastValueFrom(
      measured$.pipe(
        takeWhile((frame) => !isBusy(frame), true),
        toArray(),
      ),
    );
    const busy = frames.at(-1);
    expect(busy).toMatchObject({ presence: 'single', actions: null, pose: null });
    expect(busy?.shortfalls).toEqual(['processor-busy']);
  }, 120_000);
});
