import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeOnnxModel } from '../../bench/fit/make-onnx-model.ts';
import { type ExpressionNetwork, openExpressionNetwork } from '../../sdk/affect/expression-network.ts';
import { onnxFeatureCount } from '../../sdk/affect/onnx-features.ts';
import { linearBias, linearModel, linearWeights } from './linear-model.ts';

const wasm = readFileSync(
  createRequire(import.meta.url).resolve('onnxruntime-web/ort-wasm-simd-threaded.wasm'),
);
const open = (model: Uint8Array<ArrayBuffer>): Promise<ExpressionNetwork> =>
  openExpressionNetwork(model, onnxFeatureCount, { bytes: new Uint8Array(wasm).buffer });

describe('openExpressionNetwork', () => {
  it('runs a real model and tells what each feature did', async () => {
    const network = await open(linearModel());
    const features = Array.from({ length: onnxFeatureCount }, (_, index) => index / 20);
    const answer = await network.infer(features);
    const expected = linearBias.map((bias, output) =>
      features.reduce((sum, value, index) => sum + value * (linearWeights[index]?.[output] ?? 0), bias),
    );
    expect(answer.valence).toBeCloseTo(expected[0] ?? 0, 5);
    expect(answer.valenceDeviation).toBeCloseTo(expected[1] ?? 0, 5);
    expect(answer.arousal).toBeCloseTo(expected[2] ?? 0, 5);
    expect(answer.arousalDeviation).toBeCloseTo(expected[3] ?? 0, 5);
    expect(answer.contributions[3]?.valence).toBeCloseTo((3 / 20) * (linearWeights[3]?.[0] ?? 0), 5);
    expect(answer.contributions[0]).toEqual({ valence: 0, arousal: 0 });
  });

  it('refuses what has other inputs, another shape or is no model', async () => {
    await expect(open(makeOnnxModel(linearWeights, linearBias, 'pixels'))).rejects.toThrow("takes 'pixels'");
    await expect(open(makeOnnxModel(linearWeights.slice(1), linearBias))).rejects.toThrow();
    await expect(
      open(
        makeOnnxModel(
          linearWeights.map((row) => row.slice(1)),
          linearBias.slice(1),
        ),
      ),
    ).rejects.toThrow("'expression' has 3 numbers");
    await expect(open(new Uint8Array([1, 2, 3]))).rejects.toThrow();
  });

  it('refuses a model that was cut short, or answers with four numbers: nothing else comes of bytes', async () => {
    const model = linearModel();
    const spoiled = fc.oneof(
      fc.integer({ min: 0, max: model.length - 1 }).map((length) => model.slice(0, length)),
      fc
        .tuple(fc.integer({ min: 0, max: model.length - 1 }), fc.integer({ min: 1, max: 255 }))
        .map(([at, by]) => model.map((byte, index) => (index === at ? byte ^ by : byte))),
    );
    const features = Array.from({ length: onnxFeatureCount }, () => 0.5);
    await fc.assert(
      fc.asyncProperty(spoiled, async (bytes) => {
        const answer = await open(new Uint8Array(bytes)).then(
          (network) => network.infer(features),
          (error: unknown) => {
            expect(error).toBeInstanceOf(Error);
            return null;
          },
        );
        if (answer !== null) expect(answer.contributions).toHaveLength(onnxFeatureCount);
      }),
      { numRuns: 60 },
    );
  });
});
