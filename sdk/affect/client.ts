import { ownOriginUrl } from '../capture/own-origin-url.ts';
import { AssentError } from '../errors.ts';
import type { AffectHead } from '../fusion/affect-head.ts';
import type { AssetUrls } from '../models/asset-urls.ts';
import type { ModelManifest } from '../models/model-manifest.ts';
import type { AffectEstimate, Evidence, FaceFrame, Reading } from '../vocabulary.ts';
import type { ExpressionAnswer } from './expression-answer.ts';
import { onnxFaceFeatures, onnxFeatureNames, onnxFeaturesOf } from './onnx-features.ts';
import type { AffectWorkerReply, AffectWorkerRequest } from './protocol.ts';
import { expressionSeconds, leastExpressionFrames, whyNoExpression } from './why-no-expression.ts';

/** What {@link createOnnxAffectHead} needs. */
export interface OnnxAffectHeadOptions {
  /** Which file it is, its SHA-256 and its model card; without a valid card nothing is fetched. */
  readonly manifest: ModelManifest;
  /** `models` holds the file; `onnxWasm` is needed. */
  readonly assets: AssetUrls;
}

/** A head that runs a model; whoever made it closes it. */
export interface OnnxAffectHead extends AffectHead {
  /**
   * Resolves once the model is loaded and has answered what it was asked last, so that the next `push` yields it:
   * for whoever wants a bad model told before the call, or plays frames faster than they came. Rejects with the
   * AssentError that `push` throws; resolves where the head was closed.
   */
  settled(): Promise<void>;
  /** Ends its worker at once. */
  close(): void;
}

const emitEverySeconds = 0.25;

/**
 * Creates a head of the face that runs an ONNX model of the app's own, in a
 * worker, on this device.
 *
 * The model takes `features`, float32 of 1 x 14 (the means over a second of
 * `smile`, `cheekRaise`, `browRaise`, `browLower`, `eyeWiden`, `eyeClosure`,
 * `noseWrinkle`, `upperLipRaise`, `lipCornerDepress`, `chinRaise`, `lipPress`,
 * `mouthOpen`, `frown`, `wideOpen`, each 0 to 1 above the person's neutral), and gives `expression`,
 * float32 of 1 x 4: valence, its standard deviation, arousal, its standard
 * deviation. A deviation that is not above 0 abstains from that dimension.
 *
 * `push` yields the newest answer and `null` until the model is loaded; once
 * the model or its worker has failed it throws the AssentError (`model-without-card`,
 * `model-unavailable`, `model-corrupt`, `unsupported`, `worker-failed`).
 *
 * @throws TypeError for folders that are missing or on another origin.
 */
export function createOnnxAffectHead({ manifest, assets }: OnnxAffectHeadOptions): OnnxAffectHead {
  if (assets.onnxWasm === undefined) throw new TypeError('assets.onnxWasm: an ONNX head needs this folder');
  const modelsUrl = ownOriginUrl('assets.models', assets.models);
  const wasmUrl = `${ownOriginUrl('assets.onnxWasm', assets.onnxWasm).replace(/\/+$/, '')}/ort-wasm-simd-threaded.wasm`;
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    type: 'module',
    name: 'assent-affect',
  });
  const tell = (request: AffectWorkerRequest): void => worker.postMessage(request);
  let failure: AssentError | null = null;
  let answered: AffectEstimate | null = null;
  let recent: FaceFrame[] = [];
  let beganAtSeconds: number | null = null;
  let askedAtSeconds = Number.NEGATIVE_INFINITY;
  let lastId = 0;
  let asked: { readonly id: number; readonly atSeconds: number; readonly quality: number } | null = null;
  let isOpening = true;
  let isClosed = false;
  const waiting: (() => void)[] = [];
  const tellWaiting = (): void => {
    for (const resolve of waiting.splice(0)) resolve();
  };

  worker.addEventListener('error', (event) => {
    event.preventDefault();
    failure = new AssentError('worker-failed', `The affect worker failed: ${event.message}`);
    tellWaiting();
  });
  worker.addEventListener('message', ({ data }: MessageEvent<AffectWorkerReply>) => {
    isOpening = false;
    if (data.kind === 'failed') failure = new AssentError(data.code, data.message);
    if (data.kind === 'answer' && data.id === asked?.id) {
      answered = toEstimate(data.answer, asked.atSeconds, asked.quality, manifest.id);
      asked = null;
    }
    tellWaiting();
  });
  tell({ kind: 'start', manifest, modelsUrl, wasmUrl });

  const ask = (frame: FaceFrame): AffectEstimate | null => {
    const usable = recent.filter(({ actions }) => actions !== null);
    beganAtSeconds ??= frame.atSeconds;
    if (frame.actions === null || usable.length < leastExpressionFrames) {
      const absent: Reading = { kind: 'abstained', reasons: whyNoExpression(recent, beganAtSeconds) };
      // What is still under way is of a face that is gone.
      asked = null;
      answered = null;
      return estimateOf(frame.atSeconds, manifest.id, absent, absent, []);
    }
    lastId += 1;
    const quality = usable.reduce((sum, one) => sum + one.quality, 0) / usable.length;
    asked = { id: lastId, atSeconds: frame.atSeconds, quality };
    tell({ kind: 'features', id: lastId, values: onnxFeaturesOf(usable) });
    return null;
  };

  return {
    modality: 'face',
    modelId: manifest.id,
    push(frame) {
      if (failure !== null) throw failure;
      if (frame.modality !== 'face') return null;
      if (frame.atSeconds <= (recent.at(-1)?.atSeconds ?? Number.NEGATIVE_INFINITY)) return null;
      recent = [...recent.filter(({ atSeconds }) => atSeconds > frame.atSeconds - expressionSeconds), frame];
      const newest = answered;
      answered = null;
      if (frame.atSeconds - askedAtSeconds < emitEverySeconds) return newest;
      askedAtSeconds = frame.atSeconds;
      return ask(frame) ?? newest;
    },
    async settled() {
      while (!isClosed && failure === null && (isOpening || asked !== null))
        await new Promise<void>((resolve) => waiting.push(resolve));
      if (failure !== null) throw failure;
    },
    close() {
      isClosed = true;
      worker.terminate();
      tellWaiting();
    },
  };
}

function toEstimate(
  answer: ExpressionAnswer,
  atSeconds: number,
  quality: number,
  modelId: string,
): AffectEstimate {
  const evidence = onnxFaceFeatures.flatMap((name, index): Evidence[] => {
    const feature = onnxFeatureNames[name];
    const contribution = answer.contributions[index];
    if (feature === null || contribution === undefined) return [];
    return (['valence', 'arousal'] as const)
      .map((dimension) => ({
        modality: 'face' as const,
        dimension,
        feature,
        contribution: contribution[dimension],
      }))
      .filter((one) => Math.abs(one.contribution) >= 0.01);
  });
  return estimateOf(
    atSeconds,
    modelId,
    toReading(answer.valence, answer.valenceDeviation, quality),
    toReading(answer.arousal, answer.arousalDeviation, quality),
    evidence.sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution)),
  );
}

function toReading(value: number, deviation: number, quality: number): Reading {
  if (!Number.isFinite(value) || !(deviation > 0 && Number.isFinite(deviation))) {
    return { kind: 'abstained', reasons: ['not-estimable'] };
  }
  const standardDeviation = Math.min(deviation / Math.sqrt(Math.max(quality, 0.1)), 1);
  return { kind: 'measured', value: Math.min(Math.max(value, -1), 1), standardDeviation, quality };
}

function estimateOf(
  atSeconds: number,
  modelId: string,
  valence: Reading,
  arousal: Reading,
  evidence: readonly Evidence[],
): AffectEstimate {
  return { kind: 'affect', atSeconds, modalities: ['face'], valence, arousal, evidence, modelIds: [modelId] };
}
