/**
 * The audio thread's part of capture: mixes the own microphone down to mono,
 * collects about 5 ms, and transfers it over a port straight to the voice
 * worker, so that the page's main thread carries no audio.
 *
 * Self-contained: an AudioWorklet module cannot rely on imports, so this file
 * has none at run time.
 *
 * @module
 */

import type { AudioChunk, AudioChunkReturn, AudioTapCommand } from './audio-chunk.ts';

declare const currentFrame: number;
declare const sampleRate: number;
declare abstract class AudioWorkletProcessor {
  readonly port: MessagePort;
  constructor(options?: unknown);
}
declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void;

const QUANTUM_FRAMES = 128;
/** Sound waits for half of this on average, on its way to the worker. */
const CHUNK_SECONDS = 0.005;
const CHUNK_FRAMES: number =
  Math.max(1, Math.round((CHUNK_SECONDS * sampleRate) / QUANTUM_FRAMES)) * QUANTUM_FRAMES;
/** A worker that is a second behind will not catch up; what it misses is counted as a gap. */
const MAXIMUM_IN_FLIGHT: number = Math.ceil(sampleRate / CHUNK_FRAMES);

class AudioTapProcessor extends AudioWorkletProcessor {
  private destination: MessagePort | null = null;
  private stopped = false;
  private restarted = false;
  private heardAnything = false;
  private expectedFrame = -1;
  private gapFrames = 0;
  private inFlight = 0;
  private filled = 0;
  private firstFrame = 0;
  private readonly spare: Float32Array<ArrayBuffer>[] = [];
  private samples = new Float32Array(CHUNK_FRAMES);

  constructor() {
    super();
    this.port.onmessage = ({ data }: MessageEvent<AudioTapCommand>) => this.obey(data);
  }

  process(inputs: readonly (readonly Float32Array[])[]): boolean {
    if (this.stopped) return false;
    const channels = inputs[0] ?? [];
    const frames = channels[0]?.length ?? QUANTUM_FRAMES;
    const missed = this.expectedFrame < 0 ? 0 : currentFrame - this.expectedFrame;
    this.expectedFrame = currentFrame + frames;
    if (missed > 0) this.noteGap(missed);
    if (channels.length === 0) {
      if (this.heardAnything) this.noteGap(frames);
      return true;
    }
    this.heardAnything = true;
    if (this.destination !== null) this.collect(channels, frames);
    return true;
  }

  private collect(channels: readonly Float32Array[], frames: number): void {
    if (this.filled + frames > this.samples.length) this.send();
    if (this.filled === 0) this.firstFrame = currentFrame;
    const share = 1 / channels.length;
    for (let index = 0; index < frames; index++) {
      let sum = 0;
      for (let channel = 0; channel < channels.length; channel++) sum += channels[channel]?.[index] ?? 0;
      this.samples[this.filled + index] = sum * share;
    }
    this.filled += frames;
    if (this.filled >= CHUNK_FRAMES) this.send();
  }

  private noteGap(frames: number): void {
    this.send();
    this.gapFrames += frames;
  }

  private send(): void {
    if (this.filled === 0 || this.destination === null) return;
    if (this.inFlight >= MAXIMUM_IN_FLIGHT) {
      this.gapFrames += this.filled;
      this.filled = 0;
      return;
    }
    const chunk: AudioChunk = {
      kind: 'chunk',
      samples: this.samples,
      length: this.filled,
      contextSeconds: this.firstFrame / sampleRate,
      gapFrames: this.gapFrames,
      restarted: this.restarted,
    };
    this.destination.postMessage(chunk, [this.samples.buffer]);
    this.inFlight++;
    this.samples = this.spare.pop() ?? new Float32Array(CHUNK_FRAMES);
    this.filled = 0;
    this.gapFrames = 0;
    this.restarted = false;
  }

  private obey(command: AudioTapCommand): void {
    if (command.kind === 'connect') {
      this.destination = command.port;
      this.destination.onmessage = ({ data }: MessageEvent<AudioChunkReturn>) => {
        this.inFlight--;
        if (data.samples.length === CHUNK_FRAMES) this.spare.push(data.samples);
      };
    } else if (command.kind === 'restarted') {
      this.restarted = true;
    } else {
      this.stopped = true;
      this.destination?.close();
      this.destination = null;
    }
  }
}

registerProcessor('assent-audio-tap', AudioTapProcessor);
