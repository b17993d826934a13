import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { readHead } from '../../bench/evaluate/read-head.ts';
import { fitHead, type HeadCase, headModel } from '../../bench/fit/fit-head.ts';
import { fitRidge } from '../../bench/fit/fit-ridge.ts';
import { evaluateForm, standardise } from '../../bench/fit/standardise.ts';
import { writeHead } from '../../bench/fit/write-head.ts';
import { createRandom } from '../../bench/random.ts';
import { openExpressionNetwork } from '../../sdk/affect/expression-network.ts';
import { onnxFeatureCount } from '../../sdk/affect/onnx-features.ts';
import { modelManifestSchema } from '../../sdk/models/model-manifest.ts';

const random = createRandom(1);
const uniform = (from: number, to: number): number => from + (to - from) * random();

/** Faces whose valence is a sum of actions and noise from -0.3 to 0.3, and whose arousal is known of every third. */
const cases: readonly HeadCase[] = Array.from({ length: 300 }, (_, index) => {
  const features = Array.from({ length: onnxFeatureCount }, () => uniform(0, 1));
  const [smile = 0, cheeks = 0, brows = 0] = features;
  return {
    features,
    labels: {
      valence: 0.8 * smile - 0.5 * brows + uniform(-0.3, 0.3),
      arousal: index % 3 === 0 ? 0.2 + 0.4 * cheeks : null,
    },
    quality: 1,
    fold: index % 5,
  };
});

describe('standardise', () => {
  it('says the same of features as they were given', () => {
    const rows = fc.array(
      fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 3, maxLength: 3 }),
      {
        minLength: 1,
        maxLength: 8,
      },
    );
    fc.assert(
      fc.property(rows, (given) => {
        const { rows: scaled, back } = standardise(given.map((row) => [...row, 4]));
        const form = { weights: [1, -2, 0.5, 3], constant: 0.7 };
        for (const [index, row] of given.entries()) {
          const expected = evaluateForm(form, scaled[index] ?? []);
          expect(evaluateForm(back(form), [...row, 4])).toBeCloseTo(expected, 6);
        }
      }),
      {
        examples: [
          [
            [
              [0, 0, 4.999999998885401],
              [0, 0, 4.999999998113134],
            ],
          ],
        ],
      },
    );
  });
});

describe('fitRidge', () => {
  it('finds the sum that made the numbers, and less of it under a penalty', () => {
    const made = { weights: [0.8, 0, -0.5], constant: 0.1 };
    const some = cases.map(({ features }) => {
      const given = features.slice(0, 3);
      return { features: given, target: evaluateForm(made, given) };
    });
    const { weights, constant } = fitRidge(some, 1e-9);
    for (const [index, weight] of made.weights.entries()) expect(weights[index]).toBeCloseTo(weight, 6);
    expect(constant).toBeCloseTo(0.1, 6);
    expect(fitRidge(some, 1000).weights[0]).toBeLessThan(0.4);
  });

  it('gives what never varies no weight', () => {
    const some = cases.map(({ features }) => ({ features: [features[0] ?? 0, 3], target: features[0] ?? 0 }));
    expect(fitRidge(some, 1).weights[1]).toBe(0);
  });
});

describe('fitHead', () => {
  it('claims the deviation that it has for people who were kept apart', () => {
    const { valence, arousal } = fitHead(cases);
    // Of noise from -0.3 to 0.3, and a little for what was fitted.
    expect(valence.deviation).toBeGreaterThan(0.3 / Math.sqrt(3));
    expect(valence.deviation).toBeLessThan(0.2);
    expect(valence.weights[0]).toBeCloseTo(0.8, 1);
    expect(arousal.weights[1]).toBeCloseTo(0.4, 1);
  });

  it('refuses where people cannot be kept apart, or nobody has a label', () => {
    expect(() => fitHead(cases.map((one) => ({ ...one, fold: 0 })))).toThrow('label of valence');
    expect(() => fitHead(cases.map((one) => ({ ...one, labels: { valence: 0.1, arousal: null } })))).toThrow(
      'label of arousal',
    );
  });

  it('is written as an ONNX model that answers by the same arithmetic, with a manifest and a card that are valid', async () => {
    const head = fitHead(cases);
    const folder = mkdtempSync(join(tmpdir(), 'assent-head-'));
    try {
      const evidence = { trainingData: 'made up', evaluations: [], calibration: null, drift: [] };
      const { path } = await writeHead(folder, 'fitted', headModel(head), evidence);
      const { manifest, model } = await readHead(path);
      expect(v.safeParse(modelManifestSchema, manifest).issues).toBeUndefined();
      const bytes = new Uint8Array(readFileSync(model));
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(manifest.sha256);
      expect(bytes).toHaveLength(manifest.bytes);
      expect(readFileSync(join(folder, 'fitted.card.md'), 'utf8')).toContain(manifest.sha256);
      const wasm = createRequire(import.meta.url).resolve('onnxruntime-web/ort-wasm-simd-threaded.wasm');
      const network = await openExpressionNetwork(bytes, onnxFeatureCount, {
        bytes: new Uint8Array(readFileSync(wasm)).buffer,
      });
      for (const { features } of cases.slice(0, 20)) {
        const answer = await network.infer(features);
        expect(answer.valence).toBeCloseTo(evaluateForm(head.valence, features), 5);
        expect(answer.arousal).toBeCloseTo(evaluateForm(head.arousal, features), 5);
        expect(answer.valenceDeviation).toBeCloseTo(head.valence.deviation, 5);
        expect(answer.arousalDeviation).toBeCloseTo(head.arousal.deviation, 5);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
