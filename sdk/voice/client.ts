import { Observable } from 'rxjs';
import { type AudioCapture, openAudioCapture } from '../capture/open-audio-capture.ts';
import { ownOriginUrl } from '../capture/own-origin-url.ts';
import { assertGrant, type ConsentGrant } from '../consent/consent-grant.ts';
import { AssentError } from '../errors.ts';
import type { AssetUrls } from '../models/asset-urls.ts';
import type { VoiceFrame } from '../vocabulary.ts';
import { ROW_LENGTH, readVoiceFrame } from './frame-row.ts';
import type { VoiceReply, VoiceRequest } from './protocol.ts';

/** What {@link measureVoice} needs. */
export interface MeasureVoiceOptions {
  /** The participant's own outgoing track; borrowed. */
  readonly track: MediaStreamTrack;
  readonly grant: ConsentGrant;
  readonly assets: AssetUrls;
  /** Where the audio worklet module lies, for apps whose bundler moves it. */
  readonly workletUrl?: string | URL;
  /**
   * Told once where the speech network is not to be had (`model-unavailable`, `model-corrupt`,
   * `worker-failed`): measuring goes on, by level and periodicity, and each frame says so.
   */
  readonly onProblem?: (problem: AssentError) => void;
}

/**
 * Measures the participant's own voice: one frame per 10 ms, in capture order,
 * 31 ms after the middle of its sound came from the device, to which the device's own buffers and the
 * threads on the way add (`npm run bench -- voice-delay`). A page that has too much to do gets frames four at a time.
 *
 * With `assets.onnxWasm` a network tells speech from other sounds, from the
 * moment that it is loaded; without, a detector by energy does, and says so in each frame.
 *
 * Cold: subscribing constructs an audio context and a worker, unsubscribing or
 * the end of the consent destroys both. Completes when the consent ends; nothing
 * is emitted after that. Errors with {@link AssentError}: `no-consent` before
 * anything is constructed, `unsupported`, `capture-failed`, `track-ended`,
 * `worker-failed`; subscribing anew starts anew.
 *
 * @throws TypeError for folders on another origin: no third party hears of a measurement.
 */
export function measureVoice(options: MeasureVoiceOptions): Observable<VoiceFrame> {
  const network = networkUrls(options.assets);
  return new Observable<VoiceFrame>((subscriber) => {
    const { track, grant, workletUrl, onProblem = () => {} } = options;
    try {
      assertGrant(grant, 'voice');
    } catch (error) {
      subscriber.error(error);
      return;
    }
    const finish = (): void => subscriber.complete();
    grant.signal.addEventListener('abort', finish);
    subscriber.add(() => grant.signal.removeEventListener('abort', finish));

    const leaving = new AbortController();
    subscriber.add(() => leaving.abort());
    const where = workletUrl === undefined ? {} : { workletUrl };
    openAudioCapture(track, grant, { ...where, signal: leaving.signal }).then(
      (capture) => {
        if (subscriber.closed) return;
        capture.ended.addEventListener('abort', () => {
          if (capture.ended.reason instanceof AssentError) subscriber.error(capture.ended.reason);
          else subscriber.complete();
        });
        if (capture.ended.aborted) return subscriber.complete();
        subscriber.add(runWorker(capture, track, network, onProblem, subscriber));
      },
      (error: unknown) => subscriber.error(error),
    );
  });
}

function runWorker(
  capture: AudioCapture,
  track: MediaStreamTrack,
  network: NetworkUrls | null,
  onProblem: (problem: AssentError) => void,
  sink: { next(frame: VoiceFrame): void; error(error: AssentError): void; readonly closed: boolean },
): () => void {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    type: 'module',
    name: 'assent-voice',
  });
  const fail = (message: string, cause?: unknown): void =>
    sink.error(new AssentError('worker-failed', `The voice worker failed: ${message}`, { cause }));

  worker.onerror = (event) => {
    event.preventDefault();
    fail(event.message || 'it could not be loaded', event.error ?? event);
  };
  worker.onmessageerror = () => fail('a message could not be read');
  worker.onmessage = ({ data }: MessageEvent<VoiceReply>) => {
    if (data.kind === 'failed') return fail(data.message);
    if (data.kind === 'without-network') {
      const message = `Speech is told by level alone, its network is not to be had: ${data.message}`;
      return onProblem(new AssentError(data.code, message));
    }
    const isMuted = track.muted || !track.enabled;
    for (let at = 0; at < data.rows.length && !sink.closed; at += ROW_LENGTH) {
      sink.next(readVoiceFrame(data.rows, at, isMuted));
    }
  };

  const request: VoiceRequest = {
    kind: 'start',
    port: capture.port,
    sampleRateHz: capture.sampleRateHz,
    inputLatencySeconds: capture.inputLatencySeconds,
    network,
  };
  worker.postMessage(request, [capture.port]);
  return () => worker.terminate();
}

interface NetworkUrls {
  readonly modelsUrl: string;
  readonly wasmUrl: string;
}

function networkUrls({ models, onnxWasm }: AssetUrls): NetworkUrls | null {
  if (onnxWasm === undefined) return null;
  const folder = ownOriginUrl('assets.onnxWasm', onnxWasm).replace(/\/+$/, '');
  return {
    modelsUrl: ownOriginUrl('assets.models', models),
    wasmUrl: `${folder}/ort-wasm-simd-threaded.wasm`,
  };
}
