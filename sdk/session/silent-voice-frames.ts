import { defer, interval, mergeMap, type Observable } from 'rxjs';
import type { VoiceFrame } from '../vocabulary.ts';

const hopSeconds = 0.01;
const everyMs = 250;

/**
 * The frames of a microphone that its owner muted: silence, known without
 * reading a sample. Who mutes while others talk speaks no share of the meeting;
 * without these frames a group of considerate people would have no speaking
 * balance. Everything that needs speech abstains on them.
 */
export function silentVoiceFrames(): Observable<VoiceFrame> {
  return defer(() => {
    let until = nowSeconds();
    return interval(everyMs).pipe(
      mergeMap(() => {
        const from = until;
        const count = Math.floor((nowSeconds() - from) / hopSeconds);
        until += count * hopSeconds;
        return Array.from({ length: count }, (_, index) => silentFrame(from + (index + 1) * hopSeconds));
      }),
    );
  });
}

function silentFrame(atSeconds: number): VoiceFrame {
  return {
    modality: 'voice',
    atSeconds,
    speechProbability: 0,
    pitchHz: null,
    pitchStrength: 0,
    loudnessDbfs: -120,
    voiceQuality: null,
    spectral: null,
    signalToNoiseDb: null,
    quality: 0,
    shortfalls: ['muted'],
  };
}

function nowSeconds(): number {
  return (performance.timeOrigin + performance.now()) / 1000;
}
