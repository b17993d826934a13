import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { loadModel } from '../sdk/models/load-model.ts';
import { sileroVadModel } from '../sdk/models/silero-vad-model.ts';
import { createSpeechNetwork, type SpeechNetwork } from '../sdk/voice/speech-network.ts';

/** Loads the shipped speech network in Node: the model that set-up fetched, verified, on the same WebAssembly as in a browser. */
export async function loadSpeechNetwork(): Promise<SpeechNetwork> {
  const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'assent');
  const file = join(cache, 'models', sileroVadModel.file);
  const fromDisk = async (): Promise<Response> => new Response(new Uint8Array(await readFile(file)));
  const model = await loadModel(sileroVadModel, file, new AbortController().signal, fromDisk as typeof fetch);
  const wasm = await readFile(
    createRequire(import.meta.url).resolve('onnxruntime-web/ort-wasm-simd-threaded.wasm'),
  );
  return createSpeechNetwork(model, { bytes: new Uint8Array(wasm).buffer });
}
