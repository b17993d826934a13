import { assertGrant, type ConsentGrant } from '../consent/consent-grant.ts';
import { AssentError } from '../errors.ts';
import type { AudioTapCommand } from './audio-chunk.ts';
import { canReadSound } from './capture-means.ts';
import { keepRunning } from './keep-running.ts';

/** A running tap on the participant's own microphone track. */
export interface AudioCapture {
  /**
   * Emits `AudioChunk`s, mono, about 5 ms each. Transfer it to the worker that
   * measures them: then no audio passes through the main thread.
   */
  readonly port: MessagePort;
  /** The device's own rate; nothing was re-sampled. */
  readonly sampleRateHz: number;
  /** What the browser says passes between the sound and its arrival in the audio graph; 0 where it says nothing. */
  readonly inputLatencySeconds: number;
  /** Aborts when the capture is over, by whatever cause; its `reason` is an `AssentError` where it failed. */
  readonly ended: AbortSignal;
  /** Ends the capture; calling it again does nothing. */
  close(): void;
}

/** Settings of {@link openAudioCapture}. */
export interface AudioCaptureOptions {
  /** Where the audio worklet module lies, for apps whose bundler moves it. */
  readonly workletUrl?: string | URL;
  /** Ends the capture too, at any moment, even while it is being opened. */
  readonly signal?: AbortSignal;
  /** How long a suspended audio context may refuse to run before the capture fails, in milliseconds. Default 10000. */
  readonly resumePatienceMs?: number;
}

/**
 * Opens a tap on the participant's own audio track, and closes it when
 * `grant.signal` aborts, the track ends or `close()` is called.
 *
 * The track is borrowed: it is neither cloned, stopped nor changed, so that
 * what mutes it in the call is silence here too. Nothing is made audible.
 *
 * @throws AssentError `no-consent` before anything is created; `unsupported`
 *   where the browser has no AudioWorklet; `track-ended`; `capture-failed`.
 */
export async function openAudioCapture(
  track: MediaStreamTrack,
  grant: ConsentGrant,
  options: AudioCaptureOptions = {},
): Promise<AudioCapture> {
  assertGrant(grant, 'voice');
  if (track.kind !== 'audio') throw new TypeError('openAudioCapture: `track` must be an audio track');
  if (track.readyState === 'ended') throw new AssentError('track-ended', 'The microphone track has ended.');
  if (!canReadSound()) throw new AssentError('unsupported', 'This browser has no AudioWorklet.');

  const ending = new AbortController();
  const end = (reason?: AssentError): void => ending.abort(reason);
  grant.signal.addEventListener('abort', () => end(), { signal: ending.signal });
  options.signal?.addEventListener('abort', () => end(), { signal: ending.signal });
  if (options.signal?.aborted) end();
  const onTrackEnded = (): void => end(new AssentError('track-ended', 'The microphone track ended.'));
  track.addEventListener('ended', onTrackEnded, { once: true, signal: ending.signal });

  try {
    ending.signal.throwIfAborted();
    // The default rate is the device's: asking for another makes the browser re-sample by means of its own.
    const context = new AudioContext({ latencyHint: 'interactive' });
    ending.signal.addEventListener('abort', () => void context.close().catch(() => undefined));

    await context.audioWorklet.addModule(
      options.workletUrl ?? new URL('./audio-tap.worklet.ts', import.meta.url),
    );
    ending.signal.throwIfAborted();

    const source = context.createMediaStreamSource(new MediaStream([track]));
    ending.signal.addEventListener('abort', () => source.disconnect());

    // Without outputs nothing can become audible.
    const tap = new AudioWorkletNode(context, 'assent-audio-tap', { numberOfInputs: 1, numberOfOutputs: 0 });
    const tell = (command: AudioTapCommand, transfer: Transferable[] = []): void =>
      tap.port.postMessage(command, transfer);
    ending.signal.addEventListener('abort', () => {
      tell({ kind: 'stop' });
      tap.disconnect();
    });
    tap.addEventListener('processorerror', () =>
      end(new AssentError('capture-failed', 'The audio thread stopped with an error.')),
    );

    const { port1, port2 } = new MessageChannel();
    ending.signal.addEventListener('abort', () => port2.close());
    tell({ kind: 'connect', port: port1 }, [port1]);

    keepRunning(
      context,
      ending.signal,
      {
        onRestart: () => tell({ kind: 'restarted' }),
        onStuck: () => end(new AssentError('capture-failed', whySuspended())),
      },
      options.resumePatienceMs,
    );
    source.connect(tap);

    return {
      port: port2,
      sampleRateHz: context.sampleRate,
      inputLatencySeconds: latencyOf(track),
      ended: ending.signal,
      close: () => end(),
    };
  } catch (cause) {
    const failure =
      cause instanceof AssentError
        ? cause
        : grant.signal.aborted
          ? new AssentError('no-consent', 'Consent was withdrawn while the microphone was opened.')
          : new AssentError('capture-failed', 'The microphone track could not be read.', { cause });
    end(failure);
    throw failure;
  }
}

/** Once the participant has clicked there is but one cause left that is known: Firefox runs no audio without an output. */
function whySuspended(): string {
  return navigator.userActivation?.hasBeenActive
    ? 'The browser keeps audio suspended. Firefox does so where the device has no audio output: connect or enable one, even if nothing is to be heard.'
    : 'The browser keeps audio suspended until the participant clicks or types.';
}

function latencyOf(track: MediaStreamTrack): number {
  const { latency } = track.getSettings() as MediaTrackSettings & { latency?: number };
  return typeof latency === 'number' && Number.isFinite(latency) && latency > 0 && latency < 1 ? latency : 0;
}
