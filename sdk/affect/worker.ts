import { AssentError } from '../errors.ts';
import { loadModel } from '../models/load-model.ts';
import { modelUrl } from '../models/model-url.ts';
import { type ExpressionNetwork, openExpressionNetwork } from './expression-network.ts';
import { onnxFeatureCount } from './onnx-features.ts';
import type { AffectWorkerReply, AffectWorkerRequest } from './protocol.ts';

const tell = (reply: AffectWorkerReply): void => postMessage(reply);
let network: ExpressionNetwork | null = null;
/** The network answers one call at a time; the newest moment waits, older ones are dropped. */
let waiting: (AffectWorkerRequest & { kind: 'features' }) | null = null;
let isBusy = false;

function fail(cause: unknown): void {
  const code = cause instanceof AssentError ? cause.code : 'worker-failed';
  tell({ kind: 'failed', code, message: cause instanceof Error ? cause.message : String(cause) });
}

async function start({
  manifest,
  modelsUrl,
  wasmUrl,
}: AffectWorkerRequest & { kind: 'start' }): Promise<void> {
  // Nobody aborts it: the page ends this worker by terminating it.
  const bytes = await loadModel(manifest, modelUrl(modelsUrl, manifest.file), new AbortController().signal);
  network = await openExpressionNetwork(bytes, onnxFeatureCount, { url: wasmUrl });
  tell({ kind: 'ready' });
}

async function answer(): Promise<void> {
  if (isBusy || network === null) return;
  isBusy = true;
  while (waiting !== null) {
    const { id, values } = waiting;
    waiting = null;
    tell({ kind: 'answer', id, answer: await network.infer(values) });
  }
  isBusy = false;
}

addEventListener('message', ({ data }: MessageEvent<AffectWorkerRequest>) => {
  if (data.kind === 'start') {
    start(data).then(answer).catch(fail);
    return;
  }
  waiting = data;
  answer().catch(fail);
});
