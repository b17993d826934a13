/**
 * The voice worker: sound in from the audio thread, rows of features out to the
 * page. It lives as long as the consent it was made for, and is terminated, not asked to stop.
 *
 * @module
 */

import { createCaptureClock } from './capture-clock.ts';
import { ROW, ROW_LENGTH } from './frame-row.ts';
import type { AudioChunk, AudioChunkReturn, VoiceReply, VoiceRequest } from './protocol.ts';
import { createVoiceAnalyser } from './voice-analyser.ts';

/** Rows per message: 50 ms. */
const BATCH_ROWS = 5;

interface WorkerScope {
  postMessage(message: VoiceReply, transfer?: Transferable[]): void;
  onmessage: ((event: MessageEvent<VoiceRequest>) => void) | null;
}
const scope = globalThis as unknown as WorkerScope;

function start(
  port: MessagePort,
  sampleRateHz: number,
  inputLatencySeconds: number,
): (rows: Float64Array<ArrayBuffer>) => void {
  const clock = createCaptureClock(inputLatencySeconds);
  const spare: Float64Array<ArrayBuffer>[] = [];
  let rows = new Float64Array(BATCH_ROWS * ROW_LENGTH);
  let count = 0;
  let newest = 0;

  const analyser = createVoiceAnalyser(sampleRateHz, (row) => {
    const at = count * ROW_LENGTH;
    rows.set(row, at);
    // The mapping of clocks is an estimate that moves a little; time itself does not go back.
    newest = Math.max(clock.toEpochSeconds(row[ROW.atSeconds] as number), newest);
    rows[at + ROW.atSeconds] = newest;
    if (++count < BATCH_ROWS) return;
    scope.postMessage({ kind: 'rows', rows, count }, [rows.buffer]);
    rows = spare.pop() ?? new Float64Array(BATCH_ROWS * ROW_LENGTH);
    count = 0;
  });

  port.onmessage = ({ data }: MessageEvent<AudioChunk>): void => {
    if (data.restarted) {
      clock.restart();
      analyser.restart();
    }
    const now = (performance.timeOrigin + performance.now()) / 1000;
    clock.observe(data.contextSeconds + data.length / sampleRateHz, now);
    analyser.push(data.samples, data.length, data.contextSeconds, data.gapFrames);
    const spent: AudioChunkReturn = { kind: 'return', samples: data.samples };
    port.postMessage(spent, [data.samples.buffer]);
  };
  return (spent) => spare.push(spent);
}

let recycle: ((rows: Float64Array<ArrayBuffer>) => void) | undefined;

scope.onmessage = ({ data }) => {
  if (data.kind === 'recycle') {
    recycle?.(data.rows);
    return;
  }
  try {
    recycle = start(data.port, data.sampleRateHz, data.inputLatencySeconds);
  } catch (cause) {
    scope.postMessage({ kind: 'failed', message: cause instanceof Error ? cause.message : String(cause) });
  }
};
