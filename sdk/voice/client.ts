import { Observable } from 'rxjs';
import { type AudioCapture, openAudioCapture } from '../capture/open-audio-capture.ts';
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
}

/**
 * Measures the participant's own voice: one frame per 10 ms, in capture order,
 * delivered in batches of five, about 110 ms after the sound.
 *
 * Cold: subscribing constructs an audio context and a worker, unsubscribing or
 * the end of the consent destroys both. Completes when the consent ends; nothing
 * is emitted after that. Errors with {@link AssentError}: `no-consent` before
 * anything is constructed, `unsupported`, `capture-failed`, `track-ended`,
 * `worker-failed`; subscribing anew starts anew.
 */
export function measureVoice(options: MeasureVoiceOptions): Observable<VoiceFrame> {
  return new Observable<VoiceFrame>((subscriber) => {
    const { track, grant, workletUrl } = options;
    try {
      assertGrant(grant, 'voice');
    } catch (error) {
      subscriber.error(error);
      return;
    }
    const finish = (): void => subscriber.complete();
    grant.signal.addEventListener('abort', finish, { once: true });
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
        subscriber.add(runWorker(capture, track, subscriber));
      },
      (error: unknown) => subscriber.error(error),
    );
  });
}

function runWorker(
  capture: AudioCapture,
  track: MediaStreamTrack,
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
    const isMuted = track.muted || !track.enabled;
    for (let index = 0; index < data.count && !sink.closed; index++) {
      sink.next(readVoiceFrame(data.rows, index * ROW_LENGTH, isMuted));
    }
    if (sink.closed) return;
    const spent: VoiceRequest = { kind: 'recycle', rows: data.rows };
    worker.postMessage(spent, [data.rows.buffer]);
  };

  const request: VoiceRequest = {
    kind: 'start',
    port: capture.port,
    sampleRateHz: capture.sampleRateHz,
    inputLatencySeconds: capture.inputLatencySeconds,
  };
  worker.postMessage(request, [capture.port]);
  return () => worker.terminate();
}
