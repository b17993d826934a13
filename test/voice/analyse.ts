import type { VoiceFrame } from '../../sdk/vocabulary.ts';
import { readVoiceFrame } from '../../sdk/voice/frame-row.ts';
import { createVoiceAnalyser } from '../../sdk/voice/voice-analyser.ts';

/** Runs a whole sound through the analyser in chunks as a device would deliver them. */
export function analyse(
  sound: Float32Array,
  rateHz: number,
  chunk: number = 512,
  isMuted = false,
): VoiceFrame[] {
  const frames: VoiceFrame[] = [];
  const analyser = createVoiceAnalyser(rateHz, (row) => frames.push(readVoiceFrame(row, 0, isMuted)));
  for (let at = 0; at < sound.length; at += chunk) {
    const part = sound.subarray(at, at + chunk);
    analyser.push(part, part.length, at / rateHz, 0);
  }
  return frames;
}
