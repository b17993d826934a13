import { median } from './empirical-rank.ts';
import type { SpeechStretch } from './speech-stretch.ts';

/**
 * What a voice was like over another microphone, as it would be over this one: level and HF500 are moved so that
 * their middles are those of `here`, the pitch is the voice's own. Nothing moves while nothing was heard here.
 */
export function overThisDevice(
  earlier: readonly SpeechStretch[],
  here: readonly SpeechStretch[],
): readonly SpeechStretch[] {
  if (earlier.length === 0 || here.length === 0) return earlier;
  const shiftOf = (name: 'loudness' | 'highFrequencyEnergy'): number =>
    median(here.map((stretch) => stretch[name])) - median(earlier.map((stretch) => stretch[name]));
  const [loudness, highFrequencyEnergy] = [shiftOf('loudness'), shiftOf('highFrequencyEnergy')];
  return earlier.map((stretch) => ({
    pitch: stretch.pitch,
    loudness: stretch.loudness + loudness,
    highFrequencyEnergy: stretch.highFrequencyEnergy + highFrequencyEnergy,
  }));
}
