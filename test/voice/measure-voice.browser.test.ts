import {
  filter,
  firstValueFrom,
  lastValueFrom,
  type Observable,
  take,
  takeUntil,
  timer,
  toArray,
} from 'rxjs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createVoiceBehaviour } from '../../sdk/behaviour/create-voice-behaviour.ts';
import { AssentError } from '../../sdk/errors.ts';
import type { Measurement, VoiceFrame } from '../../sdk/vocabulary.ts';
import { measureVoice } from '../../sdk/voice/client.ts';
import { giveConsent } from '../consent/give-consent.ts';
import { type PlayedSpeech, playSpeech } from './play-speech.ts';

const assets = {
  models: '/assent/models',
  visionWasm: '/assent/vision-wasm',
  onnxWasm: '/assent/onnx-wasm/',
};

/** Counts what the platform makes and ends, whoever asks for it. */
function watchPlatform() {
  const contexts: AudioContext[] = [];
  const workers: { terminated: boolean }[] = [];
  const OriginalContext = globalThis.AudioContext;
  const OriginalWorker = globalThis.Worker;
  vi.stubGlobal(
    'AudioContext',
    class extends OriginalContext {
      constructor(options?: AudioContextOptions) {
        super(options);
        contexts.push(this);
      }
    },
  );
  vi.stubGlobal(
    'Worker',
    class extends OriginalWorker {
      terminated = false;
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        workers.push(this);
      }
      override terminate(): void {
        this.terminated = true;
        super.terminate();
      }
    },
  );
  return { contexts, workers };
}

const during = (frames$: Observable<VoiceFrame>, milliseconds: number): Promise<VoiceFrame[]> =>
  lastValueFrom(frames$.pipe(takeUntil(timer(milliseconds)), toArray()));

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

describe('measureVoice', () => {
  let speech: PlayedSpeech;
  beforeEach(async () => {
    speech = await playSpeech();
  });
  afterEach(async () => {
    vi.unstubAllGlobals();
    await speech.stop();
  });

  it('hears a known man speak: pitch in his range, speech and pauses, one frame per 10 ms', async () => {
    const { grant } = await giveConsent('voice');
    // Once through: its phrases differ much in pace.
    const frames = await during(measureVoice({ track: speech.track, grant, assets }), 12_000);
    const spoken = frames.filter((frame) => frame.speechProbability > 0.6);
    expect(spoken.length / frames.length).toBeGreaterThan(0.4);
    expect(spoken.length / frames.length).toBeLessThan(0.98);
    const pitch = spoken.flatMap((frame) => (frame.pitchHz === null ? [] : [frame.pitchHz]));
    // Praat 6.3 gives this recording a median of 237 Hz, the middle 80 % from 185 to 282 Hz.
    expect(median(pitch)).toBeGreaterThan(215);
    expect(median(pitch)).toBeLessThan(260);
    const steps = frames.slice(1).map((frame, i) => frame.atSeconds - (frames[i]?.atSeconds ?? 0));
    expect(median(steps)).toBeCloseTo(0.01, 3);
    expect(Math.min(...steps)).toBeGreaterThanOrEqual(0);
    expect(spoken.some((frame) => frame.spectral !== null)).toBe(true);

    const behaviour = createVoiceBehaviour();
    const latest = new Map<string, Measurement>();
    for (const frame of frames) for (const one of behaviour.push(frame)) latest.set(one.name, one);
    const value = (name: string): number => {
      const reading = latest.get(name)?.reading;
      return reading?.kind === 'measured' ? reading.value : Number.NaN;
    };
    expect(value('pitch')).toBeGreaterThan(185);
    expect(value('pitch')).toBeLessThan(282);
    // By ear 28 syllables in its 11 s.
    expect(value('syllable-rate')).toBeGreaterThan(2);
    expect(value('syllable-rate')).toBeLessThan(3.4);
    expect(value('speaking-share')).toBeGreaterThan(0.4);
    expect(value('turns')).toBeGreaterThanOrEqual(1);
  });

  it('asks the speech network as soon as it is loaded, and reports no problem', async () => {
    const { grant } = await giveConsent('voice');
    const problems: AssentError[] = [];
    const frame = await firstValueFrom(
      measureVoice({ track: speech.track, grant, assets, onProblem: (one) => problems.push(one) }).pipe(
        filter(({ speechDetector }) => speechDetector === 'network'),
      ),
    );
    expect(frame.speechProbability).toBeGreaterThanOrEqual(0);
    expect(problems).toEqual([]);
  });

  it('goes on by level where the network is not to be had, says so in each frame and once as a problem', async () => {
    const { grant } = await giveConsent('voice');
    const problems: AssentError[] = [];
    const frames = await during(
      measureVoice({
        track: speech.track,
        grant,
        assets: { ...assets, models: '/assent/nowhere' },
        onProblem: (one) => problems.push(one),
      }),
      5000,
    );
    expect(problems.map(({ code }) => code)).toEqual(['model-unavailable']);
    expect(new Set(frames.map(({ speechDetector }) => speechDetector))).toEqual(new Set(['energy']));
    expect(frames.some(({ speechProbability }) => speechProbability > 0.6)).toBe(true);
  });

  it('refuses folders on another origin', async () => {
    const { grant } = await giveConsent('voice');
    const elsewhere = { ...assets, onnxWasm: 'https://elsewhere.example/onnx' };
    expect(() => measureVoice({ track: speech.track, grant, assets: elsewhere })).toThrow(/assets\.onnxWasm/);
  });

  it('stamps frames with capture time and hands them over soon', async () => {
    const { grant } = await giveConsent('voice');
    const delays: number[] = [];
    await new Promise<void>((resolve, reject) => {
      const subscription = measureVoice({ track: speech.track, grant, assets }).subscribe({
        next: (frame) => {
          delays.push((performance.timeOrigin + performance.now()) / 1000 - frame.atSeconds);
          if (delays.length === 400) {
            subscription.unsubscribe();
            resolve();
          }
        },
        error: reject,
      });
    });
    console.log(
      'sound to frame, ms: median',
      (median(delays) * 1000).toFixed(1),
      'least',
      (Math.min(...delays) * 1000).toFixed(1),
    );
    // Half a window and one hop of look-ahead: a frame that came sooner would be stamped too late. A clock that only
    // heard late arrivals so far, on a machine that is busy with the start, cannot know better.
    expect(Math.min(...delays.slice(100))).toBeGreaterThan(0.03);
    expect(median(delays)).toBeLessThan(0.2);
  });

  it('emits nothing after the withdrawal, and leaves no worker and no audio context behind', async () => {
    const { contexts, workers } = watchPlatform();
    const { grant, ledger } = await giveConsent('voice');
    const got: VoiceFrame[] = [];
    let completed = false;
    measureVoice({ track: speech.track, grant, assets }).subscribe({
      next: (frame) => {
        got.push(frame);
        if (got.length === 57) ledger.withdraw();
      },
      complete: () => {
        completed = true;
      },
    });
    await vi.waitFor(() => expect(completed).toBe(true), { timeout: 10_000 });
    expect(workers.map((worker) => worker.terminated)).toEqual([true]);
    await vi.waitFor(() => expect(contexts.map((context) => context.state)).toEqual(['closed']));
    await new Promise((resolve) => setTimeout(resolve, 400));
    // The withdrawal came in the middle of a stream: nothing of the rest gets out.
    expect(got.length).toBe(57);
    expect(speech.track.readyState).toBe('live');
    expect(speech.track.enabled).toBe(true);
  });

  it('constructs nothing before it is subscribed, and destroys all when unsubscribed while opening', async () => {
    const { contexts, workers } = watchPlatform();
    const { grant } = await giveConsent('voice');
    const frames$ = measureVoice({ track: speech.track, grant, assets });
    expect(contexts.length + workers.length).toBe(0);
    const subscription = frames$.subscribe();
    expect(contexts.length).toBe(1);
    subscription.unsubscribe();
    await vi.waitFor(() => expect(contexts[0]?.state).toBe('closed'));
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(workers.length).toBe(0);
  });

  it.each([
    ['of another modality', async () => (await giveConsent('face')).grant],
    [
      'that was withdrawn',
      async () => {
        const { grant, ledger } = await giveConsent('voice');
        ledger.withdraw();
        return grant;
      },
    ],
    [
      'that is forged',
      async () => {
        const { grant } = await giveConsent('voice');
        return { ...grant };
      },
    ],
  ])('refuses a grant %s before any audio context is made', async (_, obtain) => {
    const { contexts, workers } = watchPlatform();
    const failure = firstValueFrom(measureVoice({ track: speech.track, grant: await obtain(), assets }));
    await expect(failure).rejects.toMatchObject({ code: 'no-consent' });
    expect(contexts.length + workers.length).toBe(0);
  });

  it('hears a muted track as silence and says muted', async () => {
    const { grant } = await giveConsent('voice');
    const frames$ = measureVoice({ track: speech.track, grant, assets });
    speech.track.enabled = false;
    const frames = (await during(frames$, 2500)).slice(-50);
    expect(frames.length).toBe(50);
    for (const frame of frames) {
      expect(frame.loudnessDbfs).toBeLessThan(-100);
      expect(frame.speechProbability).toBeLessThan(0.05);
      expect(frame.pitchHz).toBeNull();
      expect(frame.shortfalls).toContain('muted');
    }
  });

  it('tells when the track ended', async () => {
    const { grant } = await giveConsent('voice');
    const microphone = await navigator.mediaDevices.getUserMedia({ audio: true });
    const track = microphone.getAudioTracks()[0] as MediaStreamTrack;
    const outcome = new Promise<unknown>((resolve) => {
      measureVoice({ track, grant, assets }).subscribe({
        error: resolve,
        complete: () => resolve('completed'),
      });
    });
    await firstValueFrom(measureVoice({ track, grant, assets }).pipe(take(1)));
    track.stop();
    // A script's own stop() fires no event by the standard: what a lost device does is shown by the event.
    track.dispatchEvent(new Event('ended'));
    expect(await outcome).toBeInstanceOf(AssentError);
    expect(await outcome).toMatchObject({ code: 'track-ended' });
    await expect(firstValueFrom(measureVoice({ track, grant, assets }))).rejects.toMatchObject({
      code: 'track-ended',
    });
  });

  it('tells when the worker dies, with the cause', async () => {
    const { grant } = await giveConsent('voice');
    const { workers, contexts } = watchPlatform();
    const outcome = new Promise<unknown>((resolve) => {
      measureVoice({ track: speech.track, grant, assets }).subscribe({ error: resolve });
    });
    await vi.waitFor(() => expect(workers.length).toBe(1));
    const worker = workers[0] as unknown as Worker;
    worker.dispatchEvent(
      new ErrorEvent('error', { message: 'out of memory', error: new Error('out of memory') }),
    );
    const error = await outcome;
    expect(error).toMatchObject({ code: 'worker-failed' });
    expect((error as AssentError).cause).toBeInstanceOf(Error);
    await vi.waitFor(() => expect(contexts[0]?.state).toBe('closed'));
  });
});
