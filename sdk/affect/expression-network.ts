import { env, InferenceSession, Tensor } from 'onnxruntime-web/wasm';
import type { ExpressionAnswer } from './expression-answer.ts';

/** An affect model of somebody's own, loaded. */
export interface ExpressionNetwork {
  /** One call at a time. */
  infer(features: readonly number[]): Promise<ExpressionAnswer>;
}

/** The WebAssembly of onnxruntime-web: its address, or its bytes. */
export type OnnxWasm = { readonly url: string } | { readonly bytes: ArrayBuffer };

const input = 'features';
const output = 'expression';
const outputLength = 4;

/**
 * Opens a model from bytes that `loadModel` has verified, on one thread of
 * onnxruntime-web's WebAssembly: input `features`, float32 of 1 x `length`,
 * output `expression`, float32 of 1 x 4.
 *
 * Rejects where the WebAssembly cannot be had, or the model is none or has other inputs and outputs.
 */
export async function openExpressionNetwork(
  model: Uint8Array<ArrayBuffer>,
  length: number,
  wasm: OnnxWasm,
): Promise<ExpressionNetwork> {
  env.wasm.numThreads = 1;
  env.logLevel = 'error';
  if ('url' in wasm) env.wasm.wasmPaths = { wasm: wasm.url };
  else env.wasm.wasmBinary = wasm.bytes;
  const session = await InferenceSession.create(model, { executionProviders: ['wasm'] });
  if (session.inputNames.join() !== input || !session.outputNames.includes(output)) {
    throw new Error(
      `the model takes '${session.inputNames}' and gives '${session.outputNames}', not '${input}' and '${output}'`,
    );
  }

  const run = async (features: readonly number[]): Promise<readonly number[]> => {
    const tensor = new Tensor('float32', Float32Array.from(features), [1, length]);
    const { [output]: answer } = await session.run({ [input]: tensor }, [output]);
    const values = answer?.type === 'float32' ? [...(answer.data as Float32Array)] : [];
    if (values.length !== outputLength) throw new Error(`'${output}' has ${values.length} numbers, not 4`);
    return values;
  };
  // A model of the wrong shape is told at once, not in the middle of a call.
  await run(Array.from({ length }, () => 0));

  return {
    async infer(features) {
      const [valence = 0, valenceDeviation = 0, arousal = 0, arousalDeviation = 0] = await run(features);
      const contributions: { valence: number; arousal: number }[] = [];
      for (const [index, value] of features.entries()) {
        const without = value === 0 ? null : await run(features.with(index, 0));
        contributions.push({
          valence: without === null ? 0 : valence - (without[0] ?? 0),
          arousal: without === null ? 0 : arousal - (without[2] ?? 0),
        });
      }
      return { valence, valenceDeviation, arousal, arousalDeviation, contributions };
    },
  };
}
