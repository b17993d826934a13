/**
 * The voice worker: sound in from the audio thread, rows of features out to the
 * page. It lives as long as the consent it was made for, and is terminated, not asked to stop.
 *
 * @module
 */

import { AssentError } from '../errors.ts';
import { loadModel } from '../models/load-model.ts';
import { modelUrl } from '../models/model-url.ts';
import { sileroVadModel } from '../models/silero-vad-model.ts';
import { createCaptureClock } from './capture-clock.ts';
import { ROW } from './frame-row.ts';
import type { AudioChunk, AudioChunkReturn, VoiceReply, VoiceRequest } from './protocol.ts';
import { createRowBatches } from './row-batches.ts';
import { createSpeechNetwork } from './speech-network.ts';
import { createVoiceAnalyser, type VoiceAnalyser } from './voice-analyser.ts';

interface WorkerScope {
  postMessage(message: VoiceReply, transfer?: Transferable[]): void;
  onmessage: ((event: MessageEvent<VoiceRequest>) => void) | null;
}
const scope = globalThis as unknown as WorkerScope;

function start(port: MessagePort, sampleRateHz: number, inputLatencySeconds: number): VoiceAnalyser {
  const clock = createCaptureClock(inputLatencySeconds);
  // Rows are copied: for a kilobyte that costs less than a transfer there and back.
  const batches = createRowBatches((rows) => scope.postMessage({ kind: 'rows', rows }));
  let newest = 0;
  let lateSeconds = 0;
  const analyser = createVoiceAnalyser(sampleRateHz, (row) => {
    // The mapping of clocks is an estimate that moves a little; time itself does not go back.
    newest = Math.max(clock.toEpochSeconds(row[ROW.atSeconds] as number), newest);
    batches.push(row, newest, lateSeconds);
  });

  port.onmessage = ({ data }: MessageEvent<AudioChunk>): void => {
    if (data.restarted) {
      clock.restart();
      analyser.restart();
    }
    const now = (performance.timeOrigin + performance.now()) / 1000;
    const endSeconds = data.contextSeconds + data.length / sampleRateHz;
    clock.observe(endSeconds, now);
    lateSeconds = now - inputLatencySeconds - clock.toEpochSeconds(endSeconds);
    analyser.push(data.samples, data.length, data.contextSeconds, data.gapFrames);
    const spent: AudioChunkReturn = { kind: 'return', samples: data.samples };
    port.postMessage(spent, [data.samples.buffer]);
  };
  return analyser;
}

/** Measuring begins without the network, and does not end where there is none. */
async function addNetwork(
  analyser: VoiceAnalyser,
  { modelsUrl, wasmUrl }: { readonly modelsUrl: string; readonly wasmUrl: string },
): Promise<void> {
  const goOnWithout = (cause: unknown): void => {
    const message = cause instanceof Error ? cause.message : String(cause);
    const code = cause instanceof AssentError ? cause.code : 'worker-failed';
    scope.postMessage({ kind: 'without-network', code, message });
  };
  try {
    const model = await loadModel(
      sileroVadModel,
      modelUrl(modelsUrl, sileroVadModel.file),
      new AbortController().signal,
    );
    analyser.listenWith(await createSpeechNetwork(model, { url: wasmUrl }), goOnWithout);
  } catch (cause) {
    goOnWithout(cause);
  }
}

scope.onmessage = ({ data }) => {
  try {
    const analyser = start(data.port, data.sampleRateHz, data.inputLatencySeconds);
    if (data.network !== null) void addNetwork(analyser, data.network);
  } catch (cause) {
    scope.postMessage({ kind: 'failed', message: cause instanceof Error ? cause.message : String(cause) });
  }
};
