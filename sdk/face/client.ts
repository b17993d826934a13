import { Observable } from 'rxjs';
import { openVideoCapture } from '../capture/open-video-capture.ts';
import { ownOriginUrl } from '../capture/own-origin-url.ts';
import type { VideoPullCapture } from '../capture/video-capture.ts';
import type { ConsentGrant } from '../consent/consent-grant.ts';
import { AssentError } from '../errors.ts';
import type { AssetUrls } from '../models/asset-urls.ts';
import type { FaceFrame } from '../vocabulary.ts';
import { readFaceFrame } from './frame-row.ts';
import type { FaceWorkerReply, FaceWorkerRequest } from './protocol.ts';

/** What {@link measureFace} needs. */
export interface MeasureFaceOptions {
  /** The participant's own camera track, borrowed. */
  readonly track: MediaStreamTrack;
  readonly grant: ConsentGrant;
  readonly assets: AssetUrls;
  /** Frames per second at most; default 12. */
  readonly maximumRateHz?: number;
  /**
   * Share of one processor core, above 0 up to 1, that measuring may take; default 0.5.
   *
   * Kept by dropping rate, down to one frame a second: on the way there go the
   * blinks (under 8 a second), nods and shakes (under 6) and estimates of the
   * expression (under 3), which abstain as `low-frame-rate`. Then whole frames
   * are given up for a look for faces once a second: a frame says whether one is in
   * view, has no actions, and names `processor-busy`. At last these looks get
   * rarer. The expression returns where it can be afforded with half as much again.
   *
   * Never dropped: the search for other faces and the check of light and focus, each every half
   * second, or in every frame where these come more rarely.
   */
  readonly maxCpuShare?: number;
}

/**
 * Measures the participant's own face, on this device, in a worker of its own.
 *
 * Cold: subscribing loads the model and begins to read the track; unsubscribing
 * or the end of the grant terminates the worker at once, and completes. Nothing
 * is emitted after that. One frame is in flight at most and the newest wins;
 * the rate gives way when frames take long or the machine is busy, then the expression does.
 *
 * The stream errors with an AssentError: `no-consent` before anything is
 * created, `unsupported`, `model-unavailable`, `model-corrupt`,
 * `model-without-card`, `track-ended`, `capture-failed` or `worker-failed`.
 *
 * @throws TypeError for options out of range or folders on another origin.
 */
export function measureFace(options: MeasureFaceOptions): Observable<FaceFrame> {
  const { track, grant, assets, maximumRateHz = 12, maxCpuShare = 0.5 } = options;
  if (!(maximumRateHz > 0 && maximumRateHz <= 60)) {
    throw new TypeError('maximumRateHz: expected a number above 0, at most 60');
  }
  if (!(maxCpuShare > 0 && maxCpuShare <= 1)) {
    throw new TypeError('maxCpuShare: expected a number above 0, at most 1');
  }
  const modelsUrl = ownOriginUrl('assets.models', assets.models);
  const visionWasmUrl = ownOriginUrl('assets.visionWasm', assets.visionWasm);

  return new Observable<FaceFrame>((subscriber) => {
    const capture = openVideoCapture(track, grant);
    subscriber.add(() => capture.close());
    if (typeof Worker === 'undefined') {
      throw new AssentError('unsupported', 'This browser has no workers.');
    }
    const worker = new Worker(new URL('./worker.ts', import.meta.url), {
      type: 'module',
      name: 'assent-face',
    });
    subscriber.add(() => worker.terminate());
    const complete = (): void => subscriber.complete();
    grant.signal.addEventListener('abort', complete);
    subscriber.add(() => grant.signal.removeEventListener('abort', complete));

    const tell = (request: FaceWorkerRequest, transfer: Transferable[]): void =>
      worker.postMessage(request, transfer);
    const fail = (code: AssentError['code'], message: string, cause?: unknown): void =>
      subscriber.error(new AssentError(code, message, cause === undefined ? undefined : { cause }));
    const failAtEnd = (): void => fail('track-ended', 'The camera track ended.');

    worker.addEventListener('error', (event) => {
      fail(
        'worker-failed',
        `The face worker failed${event.message ? `: ${event.message}` : ' to start'}.`,
        event.error,
      );
    });
    worker.addEventListener('messageerror', () =>
      fail('worker-failed', 'A message of the face worker was unreadable.'),
    );
    worker.addEventListener('message', ({ data }: MessageEvent<FaceWorkerReply>) => {
      if (data.kind === 'measured') subscriber.next(readFaceFrame(data.row));
      else if (data.kind === 'failed') fail(data.code, data.message);
      else if (data.kind === 'ended') failAtEnd();
      else if (data.kind === 'want') {
        if (capture.kind === 'frames') hand(capture);
        // The stream of a track that ended while the model was loading never ends where it was transferred to.
        else if (track.readyState === 'ended') failAtEnd();
        else tell({ kind: 'frames', frames: capture.frames }, [capture.frames]);
      }
    });
    const hand = (pull: VideoPullCapture): void => {
      pull.next().then(
        (captured) => {
          if (captured === null) failAtEnd();
          else if (subscriber.closed) captured.image.close();
          else tell({ kind: 'image', ...captured }, [captured.image]);
        },
        (cause: unknown) => subscriber.error(cause),
      );
    };

    tell({ kind: 'start', modelsUrl, visionWasmUrl, maximumRateHz, maxCpuShare }, []);
  });
}
