import { afterEach, describe, expect, it, vi } from 'vitest';
import type { AudioChunk } from '../../sdk/capture/audio-chunk.ts';
import { openAudioCapture } from '../../sdk/capture/open-audio-capture.ts';
import { giveConsent } from '../consent/give-consent.ts';

/** A track with another tone in each of two channels. */
function stereoTone() {
  const context = new AudioContext();
  const left = new OscillatorNode(context, { frequency: 500 });
  const right = new OscillatorNode(context, { frequency: 500 });
  const merger = new ChannelMergerNode(context, { numberOfInputs: 2 });
  const quiet = new GainNode(context, { gain: 0.5 });
  const out = new MediaStreamAudioDestinationNode(context, { channelCount: 2 });
  left.connect(merger, 0, 0);
  right.connect(quiet).connect(merger, 0, 1);
  merger.connect(out);
  left.start();
  right.start();
  return { track: out.stream.getAudioTracks()[0] as MediaStreamTrack, close: () => context.close() };
}

async function collect(port: MessagePort, count: number): Promise<AudioChunk[]> {
  const chunks: AudioChunk[] = [];
  await new Promise<void>((resolve) => {
    port.onmessage = ({ data }: MessageEvent<AudioChunk>) => {
      chunks.push({ ...data, samples: data.samples.slice() });
      port.postMessage({ kind: 'return', samples: data.samples }, [data.samples.buffer]);
      if (chunks.length === count) resolve();
    };
  });
  return chunks;
}

describe('openAudioCapture', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it('delivers the track mixed to mono, without holes, and leaves the track alone', async () => {
    const tone = stereoTone();
    const { grant } = await giveConsent('voice');
    const capture = await openAudioCapture(tone.track, grant);
    const chunks = (await collect(capture.port, 80)).slice(30);
    for (let i = 1; i < chunks.length; i++) {
      const [before, here] = [chunks[i - 1] as AudioChunk, chunks[i] as AudioChunk];
      const expected = before.contextSeconds + (before.length + here.gapFrames) / capture.sampleRateHz;
      expect(here.contextSeconds).toBeCloseTo(expected, 6);
    }
    // (1 + 0.5) / 2 of a full-scale tone.
    const peak = Math.max(...chunks.map((chunk) => Math.max(...chunk.samples.subarray(0, chunk.length))));
    expect(peak).toBeGreaterThan(0.7);
    expect(peak).toBeLessThan(0.8);
    capture.close();
    capture.close();
    expect(capture.ended.aborted).toBe(true);
    expect(tone.track.readyState).toBe('live');
    await tone.close();
  });

  it('ends with the consent, and no chunk comes after it', async () => {
    const tone = stereoTone();
    const { grant, ledger } = await giveConsent('voice');
    const capture = await openAudioCapture(tone.track, grant);
    await collect(capture.port, 5);
    let late = 0;
    ledger.withdraw();
    capture.port.onmessage = () => late++;
    expect(capture.ended.aborted).toBe(true);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(late).toBe(0);
    await tone.close();
  });

  it('names the problem when the worklet cannot be loaded, and closes the context', async () => {
    const contexts: AudioContext[] = [];
    const Original = globalThis.AudioContext;
    const tone = stereoTone();
    vi.stubGlobal(
      'AudioContext',
      class extends Original {
        constructor(options?: AudioContextOptions) {
          super(options);
          contexts.push(this);
        }
      },
    );
    const { grant } = await giveConsent('voice');
    await expect(openAudioCapture(tone.track, grant, { workletUrl: '/nowhere.js' })).rejects.toMatchObject({
      code: 'capture-failed',
      cause: expect.anything(),
    });
    await vi.waitFor(() => expect(contexts.map((context) => context.state)).toEqual(['closed']));
    await tone.close();
  });

  it('runs on after a standstill and marks it, and says so when the browser never lets it run', async () => {
    const contexts: AudioContext[] = [];
    let refuse = false;
    const Original = globalThis.AudioContext;
    const tone = stereoTone();
    vi.stubGlobal(
      'AudioContext',
      class extends Original {
        constructor(options?: AudioContextOptions) {
          super(options);
          contexts.push(this);
        }
        override resume(): Promise<void> {
          return refuse ? Promise.reject(new DOMException('no gesture', 'NotAllowedError')) : super.resume();
        }
      },
    );
    const { grant } = await giveConsent('voice');
    const capture = await openAudioCapture(tone.track, grant, { resumePatienceMs: 300 });
    await collect(capture.port, 5);
    const marked = new Promise<void>((resolve) => {
      capture.port.onmessage = ({ data }: MessageEvent<AudioChunk>) => {
        if (data.restarted) resolve();
      };
    });
    await contexts[0]?.suspend();
    await marked;

    refuse = true;
    await contexts[0]?.suspend();
    await vi.waitFor(() => expect(capture.ended.aborted).toBe(true));
    expect(capture.ended.reason).toMatchObject({ code: 'capture-failed' });
    expect(String(capture.ended.reason)).toMatch(/suspended until the participant clicks/);

    // Somebody who has clicked is not asked to click.
    vi.spyOn(navigator, 'userActivation', 'get').mockReturnValue({ hasBeenActive: true, isActive: false });
    const again = await openAudioCapture(tone.track, grant, { resumePatienceMs: 300 });
    await contexts.at(-1)?.suspend();
    await vi.waitFor(() => expect(again.ended.aborted).toBe(true));
    expect(String(again.ended.reason)).toMatch(/no audio output/);
    await tone.close();
  });

  it('refuses a video track as the caller’s mistake', async () => {
    const { grant } = await giveConsent('voice');
    const stream = await navigator.mediaDevices.getUserMedia({ video: true });
    const track = stream.getVideoTracks()[0] as MediaStreamTrack;
    await expect(openAudioCapture(track, grant)).rejects.toThrow(TypeError);
    track.stop();
  });
});
