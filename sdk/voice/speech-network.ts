import { env, InferenceSession, Tensor } from 'onnxruntime-web/wasm';

/** New samples that the network takes per call: 32 ms at 16 kHz. */
export const NETWORK_BLOCK = 512;
/** Samples before them that it wants to see again; without them it answers nothing of use, and does not say so. */
export const NETWORK_CONTEXT = 64;

const STATE_LENGTH = 256;

/** Silero's voice activity network: a function with a memory. */
export interface SpeechNetwork {
  /** Resolves with the probability of speech in the last `NETWORK_BLOCK` of the samples. One call at a time. */
  infer(samples: Float32Array): Promise<number>;
  /** Forgets what it heard. */
  reset(): void;
}

/** The WebAssembly of onnxruntime-web: its address, or its bytes. */
export type OnnxWasm = { readonly url: string } | { readonly bytes: ArrayBuffer };

/**
 * Creates the network from the bytes of its model, which `loadModel` has
 * verified. Runs on one thread, on onnxruntime-web's WebAssembly. Rejects where
 * the WebAssembly cannot be had or refuses the model.
 */
export async function createSpeechNetwork(
  model: Uint8Array<ArrayBuffer>,
  wasm: OnnxWasm,
): Promise<SpeechNetwork> {
  env.wasm.numThreads = 1;
  env.logLevel = 'error';
  if ('url' in wasm) env.wasm.wasmPaths = { wasm: wasm.url };
  else env.wasm.wasmBinary = wasm.bytes;
  const session = await InferenceSession.create(model, { executionProviders: ['wasm'] });

  const window = new Float32Array(NETWORK_CONTEXT + NETWORK_BLOCK);
  const state = new Float32Array(STATE_LENGTH);
  const feeds = {
    input: new Tensor('float32', window, [1, window.length]),
    state: new Tensor('float32', state, [2, 1, STATE_LENGTH / 2]),
    sr: new Tensor('int64', BigInt64Array.of(16_000n), []),
  };
  return {
    reset: () => void state.fill(0),
    async infer(samples) {
      window.set(samples);
      const { output, stateN } = await session.run(feeds);
      if (output === undefined || stateN === undefined) throw new Error('the network gave no answer');
      state.set(stateN.data as Float32Array);
      return (output.data as Float32Array)[0] as number;
    },
  };
}
