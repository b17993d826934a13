import { describe, expect, it } from 'vitest';
import type { AbstentionReason, VoiceFrame } from '../../sdk/vocabulary.ts';
import { readVoiceFrame } from '../../sdk/voice/frame-row.ts';
import { createResampler } from '../../sdk/voice/resample.ts';
import { createVoiceAnalyser } from '../../sdk/voice/voice-analyser.ts';
import { analyse } from './analyse.ts';
import { concat, mix, noise, vowel } from './signals.ts';

const RATE = 16_000;
const room = noise(6 * RATE, 0.001);
const voice = (seconds: number): Float32Array => vowel({ rateHz: RATE, seconds, pitchHz: () => 140 });
const words = concat(...Array.from({ length: 8 }, () => [voice(0.5), new Float32Array(RATE / 4)]).flat());
const speech = mix(words, room);
const share = (frames: readonly VoiceFrame[], reason: AbstentionReason): number =>
  frames.filter(({ shortfalls }) => shortfalls.includes(reason)).length / frames.length;

describe('the quality of sound', () => {
  it('finds no fault with clean speech', () => {
    const frames = analyse(speech, RATE).slice(100);
    for (const reason of ['clipping', 'audio-gaps', 'too-noisy', 'reverberant'] as const)
      expect(share(frames, reason)).toBe(0);
  });

  it('hears what was cut out and replaced by exact silence, but takes no fade for a cut', () => {
    const cut = speech.slice();
    for (let at = RATE + 800; at < cut.length; at += RATE) cut.fill(0, at, at + 320);
    expect(share(analyse(cut, RATE).slice(100), 'audio-gaps')).toBeGreaterThan(0.05);
    const faded = speech.map((sample, i) => {
      const place = (i % RATE) / RATE;
      return sample * Math.max(0, Math.min(1, 20 * Math.abs(place - 0.5) - 2));
    });
    expect(share(analyse(faded, RATE).slice(100), 'audio-gaps')).toBe(0);
  });

  it('marks the hops that rest on lost samples, and no more', () => {
    const frames: VoiceFrame[] = [];
    const analyser = createVoiceAnalyser(RATE, (row) => frames.push(readVoiceFrame(row, 0, false)));
    for (let at = 0; at + 160 <= speech.length; at += 160) {
      if (at === 3 * RATE) continue;
      analyser.push(speech.subarray(at, at + 160), 160, at / RATE, at === 3 * RATE + 160 ? 160 : 0);
    }
    const marked = frames.filter(({ shortfalls }) => shortfalls.includes('audio-gaps'));
    expect(marked.length).toBeGreaterThanOrEqual(5);
    expect(marked.length).toBeLessThanOrEqual(20);
    const times = marked.map(({ atSeconds }) => atSeconds);
    expect(Math.min(...times)).toBeLessThan(2.985);
    expect(Math.max(...times)).toBeGreaterThan(3.03);
    expect(frames.every(({ atSeconds }, i) => i === 0 || atSeconds > (frames[i - 1]?.atSeconds ?? 0))).toBe(
      true,
    );
  });

  it('tells how far the sound stands above the background once that is known, and not before', () => {
    const clearances = analyse(speech, RATE).map(({ signalToNoiseDb }) => signalToNoiseDb);
    const first = clearances.findIndex((clearance) => clearance !== null);
    expect(first).toBeGreaterThan(10);
    expect(first).toBeLessThan(60);
    expect(clearances.slice(first)).not.toContain(null);
    expect(Math.max(...clearances.slice(100).map(Number))).toBeGreaterThan(30);
  });

  it('marks clipped speech', () => {
    const clipped = speech.map((sample) => Math.max(-1, Math.min(1, 8 * sample)));
    expect(share(analyse(clipped, RATE).slice(100), 'clipping')).toBeGreaterThan(0.8);
  });

  it('takes a device of 8 kHz for a telephone, and the same band at 16 kHz for a link that lost the rest', () => {
    const telephone = Float32Array.from({ length: speech.length / 2 }, (_, i) => speech[2 * i] ?? 0);
    expect(share(analyse(telephone, 8000).slice(100), 'narrow-band')).toBe(0);
    const resampler = createResampler(8000, RATE);
    const link = new Float32Array(resampler.maximumOutput(telephone.length));
    const length = resampler.process(telephone, telephone.length, link);
    expect(share(analyse(link.subarray(0, length), RATE).slice(200), 'narrow-band')).toBeGreaterThan(0.9);
  });
});
