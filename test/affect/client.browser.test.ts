import { afterEach, describe, expect, it } from 'vitest';
import { createOnnxAffectHead, type OnnxAffectHead } from '../../sdk/affect/client.ts';
import type { ModelManifest } from '../../sdk/models/model-manifest.ts';
import type { AffectEstimate, FaceActions } from '../../sdk/vocabulary.ts';
import { blindFrame, faceFrame } from '../behaviour/face-fixtures.ts';

const sha256 = 'eee95d5a38b99ec7947192e0f151ad77a3629c9aa1f1e793c9dbbc2687a2f8ce';
const manifest: ModelManifest = {
  id: 'linear-example',
  version: '1',
  file: 'linear.onnx',
  bytes: 395,
  sha256,
  licence: 'Apache-2.0',
  card: {
    id: 'linear-example',
    version: '1',
    name: 'A linear example',
    sha256,
    licence: 'Apache-2.0',
    authors: 'test/affect/write-linear-model.ts',
    input: 'features',
    output: 'expression',
    trainingData: 'none',
    intendedUse: ['tests'],
    prohibitedUse: ['everything else'],
    limits: ['it is made up'],
    evaluations: [],
    corruption: [],
    calibration: null,
    references: [],
  },
  sources: [],
};
const assets = {
  models: '/assent/test-models/',
  visionWasm: '/assent/vision-wasm/',
  onnxWasm: '/assent/onnx-wasm/',
};

let head: OnnxAffectHead | null = null;
afterEach(() => head?.close());

/** Plays frames in real time until the head says something that `holds`. */
async function playUntil(
  actions: Partial<FaceActions>,
  holds: (estimate: AffectEstimate) => boolean,
): Promise<AffectEstimate> {
  for (let index = 0; index < 600; index += 1) {
    const estimate = head?.push(faceFrame(100 + index / 10, actions)) ?? null;
    if (estimate !== null && holds(estimate)) return estimate;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the head said nothing');
}

describe('createOnnxAffectHead', () => {
  it('estimates with a real model in a worker, and says what moved it', async () => {
    head = createOnnxAffectHead({ manifest, assets });
    expect(head.modelId).toBe('linear-example');
    const estimate = await playUntil({ smile: 0.5 }, ({ valence }) => valence.kind === 'measured');
    expect(estimate.valence).toMatchObject({ kind: 'measured' });
    expect(estimate.valence.kind === 'measured' && estimate.valence.value).toBeCloseTo(0.4, 5);
    expect(estimate.valence.kind === 'measured' && estimate.valence.standardDeviation).toBeCloseTo(0.4, 5);
    expect(estimate.evidence[0]).toMatchObject({ dimension: 'valence', feature: 'smile' });
    expect(estimate.modelIds).toEqual(['linear-example']);
    const blind = head.push(blindFrame(500, 'no-face'));
    expect(blind?.valence).toEqual({ kind: 'abstained', reasons: ['no-face'] });
  });

  it('tells when it has answered, so that frames may come faster than they were taken', async () => {
    head = createOnnxAffectHead({ manifest, assets });
    const frames = [100, 100.1, 100.2, 100.3].map((atSeconds) => faceFrame(atSeconds, { smile: 0.5 }));
    await head.settled();
    expect(frames.map((frame) => head?.push(frame)?.valence.kind ?? null)).toEqual([
      'abstained',
      null,
      null,
      null,
    ]);
    await head.settled();
    const answered = head.push(faceFrame(100.4));
    expect(answered?.atSeconds).toBe(100.3);
    expect(answered?.valence).toMatchObject({ kind: 'measured', standardDeviation: expect.closeTo(0.4, 5) });
    head.push(faceFrame(100.6));
    const pending = head.settled();
    head.close();
    await pending;
  });

  const refused: [string, string, ModelManifest][] = [
    ['a model without a card', 'model-without-card', { ...manifest, card: {} as never }],
    [
      'other bytes than the manifest names',
      'model-corrupt',
      { ...manifest, sha256: '0'.repeat(64), card: { ...manifest.card, sha256: '0'.repeat(64) } },
    ],
    ['a model that is not there', 'model-unavailable', { ...manifest, file: 'missing.onnx' }],
  ];
  it.each(refused)('refuses %s', async (_, code, wrong) => {
    head = createOnnxAffectHead({ manifest: wrong, assets });
    await expect(playUntil({}, ({ valence }) => valence.kind === 'measured')).rejects.toMatchObject({ code });
    await expect(head.settled()).rejects.toMatchObject({ code });
  });

  it('names what a caller got wrong', () => {
    const { onnxWasm: _, ...without } = assets;
    expect(() => createOnnxAffectHead({ manifest, assets: without })).toThrow(
      new TypeError('assets.onnxWasm: an ONNX head needs this folder'),
    );
    expect(() =>
      createOnnxAffectHead({ manifest, assets: { ...assets, models: 'https://elsewhere.example/' } }),
    ).toThrow(/^assets\.models/);
  });
});
